namespace CommunityGrains.Domain.Municipalities;

/// <summary>What may be asked of a municipality's entry.</summary>
public abstract record MunicipalityCommand(Asked Asked) : Command(Asked)
{
    /// <summary>Enters it in the list. Asked again with other values it is brought up to them: renamed,
    /// recoded, moved, each as its own event, from the business date.</summary>
    public sealed record List(
        Asked Asked, string Name, string OfficialName, MunicipalityForm Form, string Region,
        string? Oktmo = null, GeoPoint? Centre = null) : MunicipalityCommand(Asked)
    {
        /// <summary>The list says not since when it holds, and may be old: what stood on record before is no
        /// news of it.</summary>
        public bool IsUndated { get; init; }
    }

    public sealed record Rename(Asked Asked, string Name, string OfficialName, DateOnly From)
        : MunicipalityCommand(Asked);

    /// <summary>Gives it an ОКТМО code that holds from a date; the codes before stay on record.</summary>
    public sealed record GiveCode(Asked Asked, string Oktmo, DateOnly From) : MunicipalityCommand(Asked);

    public sealed record SetBoundary(Asked Asked, GeoArea Area, DateOnly From, string Source)
        : MunicipalityCommand(Asked)
    {
        /// <summary>As of <see cref="List"/>: an outline that stood on record before is no news.</summary>
        public bool IsUndated { get; init; }
    }

    /// <summary>It became part of another municipality on a date, by a law or act.</summary>
    public sealed record MergeInto(Asked Asked, MunicipalityId Self, MunicipalityId Successor, DateOnly From,
        string Basis) : MunicipalityCommand(Asked);
}
