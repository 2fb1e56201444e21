namespace CommunityGrains.Domain.Leaders;

/// <summary>
/// What a verification must stand on. Published, so that everyone can check it:
/// <list type="number">
/// <item>Group, always: the protocol of one meeting, or confirmations by three distinct members, of the
/// community that is claimed now.</item>
/// <item>And one fact at least of ideas, activity or results; activity counts for twelve months.</item>
/// </list>
/// Whoever poses as a leader lacks the first; whoever only holds the title lacks the second. The role does
/// not matter: what is verified is that the person leads, the role is the office's word.
/// </summary>
public static class VerificationRule
{
    public const int ConfirmationsMin = 3;

    public const int ActivityMonths = 12;

    public const int TermYearsMax = 2;

    private static readonly EvidenceClass[] Deeds =
        [EvidenceClass.Ideas, EvidenceClass.Activity, EvidenceClass.Results];

    /// <summary>The class a kind of evidence belongs to.</summary>
    public static EvidenceClass ClassOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.MemberConfirmation or EvidenceKind.MeetingProtocol => EvidenceClass.Group,
        EvidenceKind.InitiativeProposed => EvidenceClass.Ideas,
        EvidenceKind.GatheringHeld or EvidenceKind.InitiativeUnderWay => EvidenceClass.Activity,
        EvidenceKind.InitiativeFinished => EvidenceClass.Results,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of evidence without a class"),
    };

    /// <summary>The classes missing among these pieces of evidence, in kebab-case; none when they suffice.
    /// <c>ideas</c>, <c>activity</c> and <c>results</c> are named together: any one of them would do.
    /// <c>on</c>: the day of the decision, null where age is not asked about.</summary>
    public static ValueList<string> Missing(ClaimCard card, ValueList<EntryId> standsOn, DateOnly? on)
    {
        var counted = card.Evidence.Where(x => standsOn.Contains(x.Id)
            && WorthOf(x, card, on) == EvidenceWorth.Counts).ToList();
        var missing = new List<EvidenceClass>();
        if (!ShowsGroup(counted)) missing.Add(EvidenceClass.Group);
        if (!counted.Exists(x => Deeds.Contains(x.Class))) missing.AddRange(Deeds);
        return [.. missing.Select(KebabCase.Of)];
    }

    /// <summary>The same for all that is on record: what is still to be shown before a decision.</summary>
    public static ValueList<string> Missing(ClaimCard card, DateOnly on) =>
        Missing(card, [.. card.Evidence.Select(x => x.Id)], on);

    /// <summary>What a piece of evidence is worth for a decision on a day; null where age is not asked
    /// about.</summary>
    public static EvidenceWorth WorthOf(Evidence evidence, ClaimCard card, DateOnly? on) =>
        evidence.Withdrawn ? EvidenceWorth.Withdrawn
        : evidence.HappenedOn > on ? EvidenceWorth.Ahead
        : evidence.Class switch
        {
            EvidenceClass.Group when evidence.Community != card.Community => EvidenceWorth.OfAnotherCommunity,
            EvidenceClass.Activity when evidence.HappenedOn < FreshSince(on) => EvidenceWorth.TooOld,
            EvidenceClass.Group or EvidenceClass.Ideas or EvidenceClass.Activity or EvidenceClass.Results =>
                EvidenceWorth.Counts,
            var other => throw new InvalidOperationException($"No rule for evidence of class {other}"),
        };

    /// <summary>How many distinct members have confirmed so far, counting on that day.</summary>
    public static int Confirmations(ClaimCard card, DateOnly on) =>
        Confirmations([.. card.Evidence.Where(x => WorthOf(x, card, on) == EvidenceWorth.Counts)]);

    private static DateOnly? FreshSince(DateOnly? on) => on?.AddMonths(-ActivityMonths);

    private static bool ShowsGroup(List<Evidence> counted) =>
        counted.Exists(x => x.Kind == EvidenceKind.MeetingProtocol)
        || Confirmations(counted) >= ConfirmationsMin;

    private static int Confirmations(List<Evidence> counted) => counted
        .Where(x => x.Kind == EvidenceKind.MemberConfirmation).Select(x => x.Witness).Distinct().Count();
}

/// <summary>Whether a piece of evidence counts, or why it does not.</summary>
public enum EvidenceWorth
{
    Counts,
    Withdrawn,

    /// <summary>It tells of a day that has not come.</summary>
    Ahead,

    /// <summary>Members of the community that was claimed before confirmed it.</summary>
    OfAnotherCommunity,

    /// <summary>Activity of more than twelve months ago.</summary>
    TooOld,
}
