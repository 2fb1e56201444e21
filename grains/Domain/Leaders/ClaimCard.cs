namespace CommunityGrains.Domain.Leaders;

/// <summary>What is on record of a claim in every state. <c>Listed</c> is what an office's list last said of
/// it, null when no list named it: a list that says the same again changes nothing, whatever people corrected
/// since.</summary>
public sealed record ClaimCard(
    Contact Person, CommunityId Community, LeaderRole Role, string RoleText, DateOnly? From,
    PersonId RaisedBy, ValueList<Evidence> Evidence, Listing? Listed)
{
    public static ClaimCard Of(LeaderEvent.Claimed e) => new(
        e.Person, e.Community, e.Role, e.RoleText, e.From, e.By, [],
        e.Source is null ? null : new Listing(e.Community, e.Role, e.RoleText));

    /// <summary>The claim raised again after it was over: what was shown before is still on record.</summary>
    public ClaimCard RaisedAnew(LeaderEvent.Claimed e)
    {
        var anew = Of(e);
        return anew with { Evidence = Evidence, Listed = anew.Listed ?? Listed };
    }

    public ClaimCard Given(LeaderEvent.EvidenceGiven e) => this with
    {
        Evidence = Evidence.Add(new Evidence(
            e.Id, e.Class, e.Kind, e.What, e.HappenedOn, e.By, e.Witness, Community, Withdrawn: false)),
    };

    public ClaimCard Withdrawn(EntryId id) => this with
    {
        Evidence = [.. Evidence.Select(x => x.Id == id ? x with { Withdrawn = true } : x)],
    };

    public ClaimCard Named(PersonName name) => this with { Person = Person with { Name = name } };

    public ClaimCard Reached(LeaderEvent.ContactChanged e) =>
        this with { Person = Person with { Email = e.Email, Phone = e.Phone } };

    public ClaimCard InRole(LeaderEvent.RoleChanged e) => this with
    {
        Role = e.Role,
        RoleText = e.RoleText,
        Listed = e.Source is null ? Listed : new Listing(Listed?.Community ?? Community, e.Role, e.RoleText),
    };

    public Evidence? Find(EntryId id) => Evidence.FirstOrDefault(x => x.Id == id);
}

/// <summary>What an office's list last said of a claim.</summary>
public sealed record Listing(CommunityId Community, LeaderRole Role, string RoleText);

/// <summary>A fact shown for a claim. <c>Community</c>: the one claimed when it was shown. A withdrawn one
/// stays on record and counts no more.</summary>
public sealed record Evidence(
    EntryId Id, EvidenceClass Class, EvidenceKind Kind, string What, DateOnly HappenedOn, PersonId By,
    Guid? Witness, CommunityId Community, bool Withdrawn)
{
    /// <summary>Whether this is that same fact, shown by the same person and not withdrawn since.</summary>
    public bool Tells(LeaderEvent.EvidenceGiven e) => !Withdrawn
        && (Id, Kind, What, HappenedOn, By, Witness) == (e.Id, e.Kind, e.What, e.HappenedOn, e.By, e.Witness);
}

public sealed record Verification(PersonId By, string Basis, ValueList<EntryId> StandsOn, DateOnly Until)
{
    public static Verification Of(LeaderEvent.Verified e) => new(e.By, e.Basis, e.StandsOn, e.Until);
}
