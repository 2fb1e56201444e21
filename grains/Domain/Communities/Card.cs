namespace CommunityGrains.Domain.Communities;

/// <summary>
/// All that is on record of one community.
/// <list type="bullet">
/// <item><c>Overridden</c>: for each field that a person corrected, what it was before the first correction:
/// what the office's register last said, or what was entered before any register spoke of it.</item>
/// <item><c>OverriddenHead</c>: the same for the head; null when no person has named another one.</item>
/// <item><c>LastSignOn</c>: the latest sign of life, an answer "still true" being one. <c>AskedOn</c>: when
/// the question was last put. <c>ConfirmedOn</c>: when it was last answered.</item>
/// <item><c>Suspected</c> and <c>Dismissed</c>: records that may be, or are not, the same community, by
/// rising id, so that it does not matter in which order they were found.</item>
/// </list>
/// </summary>
public sealed record Card(
    RegisterEntry Entry,
    Contact? Head,
    ValueList<FieldChange> Overridden,
    OverriddenHead? OverriddenHead,
    GeoArea? Boundary,
    ValueList<InfrastructureText> Infrastructure,
    DateOnly? LastSignOn,
    DateOnly? AskedOn,
    DateOnly? ConfirmedOn,
    ValueList<CommunityId> Suspected,
    ValueList<CommunityId> Dismissed,
    ValueList<CommunityId> Absorbed)
{
    public static Card Of(RegisterEntry entry) =>
        new(entry, null, [], null, null, [], null, null, null, [], [], []);

    /// <summary>The entry as the register last stated it: without what persons corrected since.</summary>
    public RegisterEntry EntryAsStated => EntryFields.Apply(Entry, Overridden);

    /// <summary>The head as the register last stated it.</summary>
    public Contact? HeadAsStated => OverriddenHead is null ? Head : OverriddenHead.Stated;

    /// <summary>Suspected records about which nobody has decided yet.</summary>
    public IEnumerable<CommunityId> OpenSuspicions => Suspected.Except(Absorbed);

    /// <summary>The card after an event that changes nothing but the card; null when it is another
    /// event.</summary>
    internal Card? After(CommunityEvent happened) => happened switch
    {
        CommunityEvent.Corrected e => e.Changes.Aggregate(this, (card, next) => card.AfterCorrection(next)),
        CommunityEvent.Restated e => AfterRestatement(e.Changes),
        CommunityEvent.HeadNamed e => AfterHead(e.Head, byRegister: e.Source is not null),
        CommunityEvent.HeadRemoved e => AfterHead(null, byRegister: e.Source is not null),
        CommunityEvent.BoundaryDrawn e => this with { Boundary = e.Area },
        CommunityEvent.InfrastructureDescribed e => AfterDescription(e),
        CommunityEvent.DuplicateSuggested e => this with { Suspected = With(Suspected, e.Other) },
        CommunityEvent.DuplicateDismissed e => this with
        {
            Suspected = Suspected.Without(e.Other),
            Dismissed = With(Dismissed, e.Other),
        },
        _ => null,
    };

    internal Card AfterSign(DateOnly on) => this with { LastSignOn = Later(LastSignOn, on) };

    internal Card AfterAnswer(DateOnly on) => AfterSign(on) with { ConfirmedOn = Later(ConfirmedOn, on) };

    // Correcting a field back to what the register says ends the difference: the register is followed again.
    private Card AfterCorrection(FieldChange change)
    {
        var stated = Overridden.FirstOrDefault(overridden => overridden.Field == change.Field)
            ?? new FieldChange(change.Field, RegisterFields.Read(Entry, change.Field));
        var others = Overridden.Without(overridden => overridden.Field == change.Field);
        return this with
        {
            Entry = EntryFields.Apply(Entry, [change]),
            Overridden = stated.To == change.To ? others : others.Add(stated),
        };
    }

    private Card AfterRestatement(ValueList<FieldChange> changes) => this with
    {
        Entry = EntryFields.Apply(Entry, changes),
        Overridden = Overridden.Without(known => changes.Any(change => change.Field == known.Field)),
    };

    private Card AfterHead(Contact? head, bool byRegister) => this with
    {
        Head = head,
        OverriddenHead = byRegister || head == HeadAsStated ? null : new OverriddenHead(HeadAsStated),
    };

    private Card AfterDescription(CommunityEvent.InfrastructureDescribed described)
    {
        var others = Infrastructure.Without(known => known.Element == described.Element);
        return this with
        {
            Infrastructure = described.Text is null
                ? others
                : [.. others.Add(new(described.Element, described.Text)).OrderBy(known => known.Element)],
        };
    }

    private static DateOnly Later(DateOnly? known, DateOnly on) => known > on ? known.Value : on;

    private static ValueList<CommunityId> With(ValueList<CommunityId> ids, CommunityId id) =>
        ids.Contains(id) ? ids : [.. ids.Add(id).OrderBy(known => known.Value)];
}

/// <summary>What the register last said of the head, where a person has said otherwise since; null:
/// nobody.</summary>
public sealed record OverriddenHead(Contact? Stated);

/// <summary>What is known of one of the six elements.</summary>
public sealed record InfrastructureText(InfrastructureElement Element, string Text);
