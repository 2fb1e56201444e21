namespace CommunityGrains.Domain.Communities;

/// <summary>What may be asked of a community. Every command but the first knows only this one
/// community.</summary>
public abstract record CommunityCommand(Asked Asked) : Command(Asked)
{
    /// <summary>A resident or leader says that a community exists.</summary>
    public sealed record Propose(Asked Asked, ValueList<FieldChange> Fields, Contact? Head = null)
        : CommunityCommand(Asked);

    /// <summary>A manager enters a community in the register on a basis.</summary>
    public sealed record Register(
        Asked Asked, ValueList<FieldChange> Fields, string Basis, Contact? Head = null)
        : CommunityCommand(Asked);

    /// <summary>A manager confirms a proposed community on a basis.</summary>
    public sealed record ConfirmRegistration(Asked Asked, string Basis) : CommunityCommand(Asked);

    public sealed record Reject(Asked Asked, string Reason) : CommunityCommand(Asked);

    /// <summary>A row of an office's register. Only columns that the file has are in <c>Cells</c>; an empty
    /// cell empties its field. A value that a person corrected since the register last said it stays, unless
    /// the register itself changed that value.</summary>
    public sealed record StateByRegister(
        Asked Asked, ValueList<FieldChange> Cells, bool StatesHead, Contact? Head, string Source)
        : CommunityCommand(Asked);

    public sealed record Correct(Asked Asked, ValueList<FieldChange> Changes, string? Reason = null)
        : CommunityCommand(Asked);

    public sealed record NameHead(Asked Asked, Contact Head) : CommunityCommand(Asked);

    public sealed record RemoveHead(Asked Asked) : CommunityCommand(Asked);

    public sealed record DrawBoundary(Asked Asked, GeoArea? Area) : CommunityCommand(Asked);

    public sealed record DescribeInfrastructure(Asked Asked, InfrastructureElement Element, string? Text)
        : CommunityCommand(Asked);

    public sealed record AskIfTrue(Asked Asked) : CommunityCommand(Asked);

    public sealed record ConfirmStillTrue(Asked Asked) : CommunityCommand(Asked);

    public sealed record NoteLifeSign(Asked Asked, string What, DateOnly SeenOn) : CommunityCommand(Asked);

    /// <summary>No sign of life since a date, and no answer to the question: it counts as dormant.</summary>
    public sealed record CountAsDormant(Asked Asked, DateOnly NoSignSince) : CommunityCommand(Asked);

    public sealed record Close(Asked Asked, string Reason) : CommunityCommand(Asked);

    public sealed record Reopen(Asked Asked, string Reason) : CommunityCommand(Asked);

    public sealed record SuggestDuplicate(
        Asked Asked, CommunityId Self, CommunityId Other, int Likeness, string Grounds)
        : CommunityCommand(Asked);

    public sealed record DismissDuplicate(Asked Asked, CommunityId Other, string Reason)
        : CommunityCommand(Asked);

    /// <summary>Asked of the record that stays. The other is then asked to <see cref="MergeInto"/>.</summary>
    public sealed record Absorb(Asked Asked, CommunityId Self, CommunityId Other, string Reason)
        : CommunityCommand(Asked);

    [AskedByProcess]
    public sealed record MergeInto(Asked Asked, CommunityId Self, CommunityId Survivor, string Reason)
        : CommunityCommand(Asked);

    /// <summary>Asked of the record that was taken in. The survivor is then asked to <see cref="Release"/>
    /// it.</summary>
    public sealed record UndoMerge(Asked Asked, string Reason) : CommunityCommand(Asked);

    [AskedByProcess]
    public sealed record Release(Asked Asked, CommunityId Other, string Reason) : CommunityCommand(Asked);
}
