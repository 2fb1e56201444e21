using CommunityGrains.Domain.Leaders;

namespace CommunityGrains.Domain.Specs.Leaders;

/// <summary>The people, days and facts that the specifications of leaders speak of.</summary>
public abstract class LeaderSpecification()
    : Specification<LeaderCommand, LeaderEvent, Leader>(GrainKinds.Leader)
{
    protected const string List = "Leaders of the district, March 2026";

    protected static readonly PersonId
        Anna = Person(1), Registrar = Person(2), Manager = Person(3), OtherManager = Person(4),
        Neighbour = Person(5);

    protected static readonly CommunityId OldTown = new(Id(11)), Riverside = new(Id(12));

    protected static readonly DateOnly Today = new(2026, 5, 20), NextYear = new(2027, 5, 20);

    protected static readonly Contact AnnasContact = new(Anna, new PersonName("Полянская Анна Ильинична"));

    protected static readonly LeaderEvent.Claimed Claimed = new(
        AnnasContact, OldTown, LeaderRole.Chair, "председатель", From: null, Registrar);

    protected static readonly LeaderEvent.Claimed Listed = Claimed with { Source = List };

    protected static readonly LeaderEvent.EvidenceGiven
        Protocol = Fact(21, EvidenceKind.MeetingProtocol, Today.AddYears(-3)),
        Gathering = Fact(22, EvidenceKind.GatheringHeld, Today.AddMonths(-2)),
        Proposal = Fact(23, EvidenceKind.InitiativeProposed, Today.AddYears(-4)),
        UnderWay = Fact(24, EvidenceKind.InitiativeUnderWay, Today.AddMonths(-1)),
        Result = Fact(25, EvidenceKind.InitiativeFinished, Today.AddYears(-5));

    protected static readonly LeaderEvent ReviewStarted = new LeaderEvent.ReviewStarted(Manager);

    protected static readonly LeaderEvent.Verified Verified =
        new(Manager, "Protocol and a gathering in March", [Protocol.Id, Gathering.Id], NextYear);

    protected static readonly LeaderEvent
        Disputed = new LeaderEvent.Disputed(Neighbour, "Nobody in our yard has ever met her"),
        Refused = new LeaderEvent.Refused(Manager, "Nobody knows the group", []),
        Revoked = new LeaderEvent.Revoked(Manager, "The protocol was forged"),
        Expired = new LeaderEvent.Expired(NextYear.AddDays(1)),
        SteppedDown = new LeaderEvent.SteppedDown(Today);

    protected static readonly LeaderEvent[]
        AsClaimed = [Claimed, Protocol, Gathering],
        AsUnderReview = [.. AsClaimed, ReviewStarted],
        AsVerified = [.. AsUnderReview, Verified],
        AsContested = [.. AsVerified, Disputed],
        AsRefused = [.. AsUnderReview, Refused],
        AsRevoked = [.. AsVerified, Revoked],
        AsExpired = [.. AsVerified, Expired],
        AsSteppedDown = [.. AsVerified, SteppedDown];

    /// <summary>A history that ends in the state of this name.</summary>
    protected static LeaderEvent[] HistoryOf(string state) => state switch
    {
        nameof(Leader.Unknown) => [],
        nameof(Leader.Claimed) => AsClaimed,
        nameof(Leader.UnderReview) => AsUnderReview,
        nameof(Leader.Verified) => AsVerified,
        nameof(Leader.Contested) => AsContested,
        nameof(Leader.Refused) => AsRefused,
        nameof(Leader.Revoked) => AsRevoked,
        nameof(Leader.Expired) => AsExpired,
        nameof(Leader.SteppedDown) => AsSteppedDown,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state"),
    };

    protected static LeaderEvent.EvidenceGiven Fact(
        int id, EvidenceKind kind, DateOnly on, Guid? witness = null) =>
        new(Entry(id), VerificationRule.ClassOf(kind), kind, "As seen", on, Registrar, witness);

    protected static LeaderEvent.EvidenceGiven Confirmation(int id, int member) =>
        Fact(id, EvidenceKind.MemberConfirmation, Today.AddMonths(-1), Id(member));

    protected static LeaderCommand.GiveEvidence Give(LeaderEvent.EvidenceGiven fact) =>
        new(By(fact.By), fact.Id, fact.Kind, fact.What, fact.HappenedOn, fact.Witness);

    protected static LeaderCommand.Claim Claim(LeaderEvent.Claimed claimed) => new(
        By(claimed.By), claimed.Person, claimed.Community, claimed.Role, claimed.RoleText, claimed.From,
        claimed.Source);

    protected static LeaderCommand.Verify Verify(PersonId by) =>
        new(By(by), Verified.Basis, Verified.StandsOn, Verified.Until);

    protected static Asked By(PersonId person, DateOnly? on = null) =>
        new(new CommandId(Id(99)), person, At: new(2026, 5, 20, 9, 0, 0, TimeSpan.Zero), on ?? Today);

    protected static EntryId Entry(int number) => new(Id(number));

    protected static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static PersonId Person(int number) => new(Id(number));
}
