using System.Collections.Frozen;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;

namespace CommunityGrains.Access.Rights;

/// <summary>What a question of rights is answered with.</summary>
public enum Verdict
{
    Granted,

    /// <summary>Nobody is signed in, and somebody who is might.</summary>
    SignInFirst,

    /// <summary>To be answered exactly as if it did not exist.</summary>
    NotYours,
}

/// <summary>One row of the table. <c>Roles</c>: who may, within his scope; <see cref="Role.Visitor"/> is
/// everybody, everywhere; none: nobody from outside. <c>Self</c>: also the person whom the record is
/// about.</summary>
public sealed record RightsRow(What What, ValueList<Role> Roles, bool Self = false)
{
    public bool IsPublic => Roles.Contains(Role.Visitor);
}

/// <summary>Who may do and see what where. Pure: the same viewer, thing and place get the same verdict. What
/// has no row is denied.</summary>
public sealed class RightsPolicy(IEnumerable<RightsRow> rows)
{
    /// <summary>By the table of this program.</summary>
    public static readonly RightsPolicy Default = new(RightsTable.Rows);

    private readonly FrozenDictionary<What, RightsRow> rows = rows.ToFrozenDictionary(row => row.What);

    /// <summary>The row; null when there is none, and nobody may.</summary>
    public RightsRow? Find(What what) => rows.GetValueOrDefault(what);

    public Verdict Decide(Viewer viewer, What what, Place place) => Decide(
        viewer, what, grant => place.IsWithin(grant), row => row.Self && place.Subject == viewer.By);

    /// <summary>For all of these places together: one that is not the viewer's spoils it.</summary>
    public Verdict Decide(Viewer viewer, What what, IReadOnlyList<Place> places) =>
        places.Count == 0
            ? Verdict.NotYours
            : places.Select(place => Decide(viewer, what, place)).Max();

    /// <summary>Whether the viewer might somewhere in the region: for what looks closer itself, record by
    /// record, before it answers.</summary>
    public Verdict DecideSomewhere(Viewer viewer, What what, string region) => Decide(
        viewer, what, grant => grant.Region == region, row => row.Self);

    /// <summary>Whether a field of somebody's personal data may be shown to the viewer.</summary>
    public bool MaySee(Viewer viewer, PersonalField field, Place place) =>
        Decide(viewer, new What.Field(field), place) == Verdict.Granted;

    private Verdict Decide(
        Viewer viewer, What what, Func<RegionalGrant, bool> reaches, Func<RightsRow, bool> isOwn)
    {
        if (Find(what) is not { } row) return Verdict.NotYours;
        if (row.IsPublic) return Verdict.Granted;
        if (!viewer.IsSignedIn)
            return row.Roles.Count > 0 || row.Self ? Verdict.SignInFirst : Verdict.NotYours;
        return isOwn(row) || viewer.Grants.Any(grant => row.Roles.Contains(grant.Role) && reaches(grant))
            ? Verdict.Granted
            : Verdict.NotYours;
    }
}
