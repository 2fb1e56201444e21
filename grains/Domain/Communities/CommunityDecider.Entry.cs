using static CommunityGrains.Domain.Communities.CommunityCommand;
using static CommunityGrains.Domain.Decision<CommunityGrains.Domain.Communities.CommunityEvent>;

namespace CommunityGrains.Domain.Communities;

// How a community comes into the register, and what changes its card.
public static partial class CommunityDecider
{
    private static Decision<CommunityEvent> ProposeNew(Propose c) =>
        (EntryFields.TryCreate(c.Fields, out var entry) ?? Heads.Refusal(c.Head)) is { } refusal
            ? Refuse(refusal)
            : Accept([new CommunityEvent.Proposed(entry, c.Asked.By), .. Heads.Named(c.Head)]);

    private static Decision<CommunityEvent> RegisterNew(Register c) =>
        (EntryFields.TryCreate(c.Fields, out var entry)
            ?? TextRefusal("registration-basis", c.Basis)
            ?? Heads.Refusal(c.Head)) is { } refusal
            ? Refuse(refusal)
            : Accept([new CommunityEvent.Registered(entry, c.Basis.Trim()), .. Heads.Named(c.Head)]);

    private static Decision<CommunityEvent> Confirm(ConfirmRegistration c) =>
        TextRefusal("registration-basis", c.Basis) is { } refusal
            ? Refuse(refusal)
            : Accept(new CommunityEvent.RegistrationConfirmed(c.Basis.Trim()));

    private static Decision<CommunityEvent> RegisterByStatement(StateByRegister c) =>
        (EntryFields.TryCreate(c.Cells, out var entry) ?? StatementRefusal(c)) is { } refusal
            ? Refuse(refusal)
            : Accept([
                new CommunityEvent.Registered(entry, c.Source.Trim()),
                .. Heads.Stated(c, Card.Of(entry)),
            ]);

    private static Decision<CommunityEvent> ConfirmByStatement(StateByRegister c, Card card) =>
        Restate(c, card) is Accepted restated
            ? new Accepted([new CommunityEvent.RegistrationConfirmed(c.Source.Trim()), .. restated.Events])
            : Restate(c, card);

    // Three-way: what the register says now against what it last said. What a person corrected in between
    // stays where the register has not moved.
    private static Decision<CommunityEvent> Restate(StateByRegister c, Card card)
    {
        var before = card.EntryAsStated;
        if ((EntryFields.TryChange(before, c.Cells, out var after) ?? StatementRefusal(c)) is { } refusal)
            return Refuse(refusal);
        var changes = EntryFields.Differences(before, after, c.Cells);
        return Accept([
            .. changes.Count > 0 ? [new CommunityEvent.Restated(changes, c.Source.Trim())] : NoEvents,
            .. Heads.Stated(c, card),
        ]);
    }

    // An office goes on listing what is closed or merged here: as long as its row stays as it was, there is
    // nothing to refuse.
    private static bool SaysNothingNew(StateByRegister c, Community community) =>
        CardOf(community) is { } card && Restate(c, card) is Accepted { Events.Count: 0 };

    private static Card? CardOf(Community community) => community switch
    {
        Community.Proposed s => s.Card,
        Community.Registered s => s.Card,
        Community.Closed s => s.Card,
        _ => null,
    };

    private static readonly CommunityEvent[] NoEvents = [];

    private static Refusal? StatementRefusal(StateByRegister c) =>
        TextRefusal("source", c.Source) ?? Heads.Refusal(c.StatesHead ? c.Head : null);

    // Entering what is on record already, word for word, is the same request come twice.
    private static bool IsAsEntered(ValueList<FieldChange> fields, Contact? head, Card card) =>
        EntryFields.TryCreate(fields, out var entry) is null && entry == card.Entry
        && (head is null ? null : Heads.Tidy(head)) == card.Head;

    // Commands that change only the card, and any card that is not closed; null when it is another command.
    private static Decision<CommunityEvent>? DecideOnCard(CommunityCommand command, Card card) =>
        command switch
        {
            Correct c => CorrectFields(c, card),
            NameHead c => Heads.Refusal(c.Head) is { } refusal ? Refuse(refusal)
                : Heads.Tidy(c.Head) == card.Head ? AlreadySo
                : Accept(new CommunityEvent.HeadNamed(Heads.Tidy(c.Head))),
            RemoveHead => card.Head is null ? AlreadySo : Accept(new CommunityEvent.HeadRemoved()),
            DrawBoundary { Area.IsValid: false } => Refuse("community.field-invalid", "boundary"),
            DrawBoundary c when c.Area == card.Boundary => AlreadySo,
            DrawBoundary c => Accept(new CommunityEvent.BoundaryDrawn(c.Area)),
            DescribeInfrastructure c => Describe(c, card),
            SuggestDuplicate c => Suggest(c, card),
            DismissDuplicate c => card.Dismissed.Contains(c.Other)
                ? AlreadySo
                : ForReason(c.Reason, reason => new CommunityEvent.DuplicateDismissed(c.Other, reason)),
            _ => null,
        };

    private static Decision<CommunityEvent> CorrectFields(Correct c, Card card)
    {
        var reason = StoredText.Tidy(c.Reason);
        if ((EntryFields.TryChange(card.Entry, c.Changes, out var after)
                ?? (reason is null ? null : TextRefusal("reason", reason))) is { } refusal)
            return Refuse(refusal);
        var changes = EntryFields.Differences(card.Entry, after, c.Changes);
        return changes.Count == 0 ? AlreadySo : Accept(new CommunityEvent.Corrected(changes, reason));
    }

    private static Decision<CommunityEvent> Describe(DescribeInfrastructure c, Card card)
    {
        var text = StoredText.Tidy(c.Text);
        if (text is not null && TextRefusal("infrastructure", text) is { } refusal) return Refuse(refusal);
        return card.Infrastructure.FirstOrDefault(known => known.Element == c.Element)?.Text == text
            ? AlreadySo
            : Accept(new CommunityEvent.InfrastructureDescribed(c.Element, text));
    }
}
