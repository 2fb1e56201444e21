using System.Globalization;
using static CommunityGrains.Domain.Decision<CommunityGrains.Domain.Leaders.LeaderEvent>;

namespace CommunityGrains.Domain.Leaders;

/// <summary>What may happen to a claim to lead. Pure: the same command on the same claim decides the same.
/// </summary>
public static class LeaderDecider
{
    public static Decision<LeaderEvent> Decide(LeaderCommand command, Leader leader) =>
        LeaderTexts.Wrong(command) is { } wrong ? Refuse(wrong) : (command, leader) switch
        {
            (LeaderCommand.Claim c, Leader.Unknown) => Claim(c),
            (_, Leader.Unknown) => Refuse("leader.unknown"),
            (LeaderCommand.Claim { Source: not null } c, _) => ClaimByList(c, leader),
            (LeaderCommand.Claim c, _) => ClaimAgain(c, leader),

            (LeaderCommand.WithdrawEvidence c, _) => WithdrawEvidence(c, Card(leader)),
            (LeaderCommand.Rename c, _) => Rename(c, Card(leader)),
            (LeaderCommand.ChangeContact c, _) => ChangeContact(c, Card(leader)),

            (LeaderCommand.Refuse c, Leader.Refused s) when c.Reason == s.Reason => AlreadySo,
            (LeaderCommand.Revoke c, Leader.Revoked s) when c.Reason == s.Reason => AlreadySo,
            (LeaderCommand.Expire, Leader.Expired) => AlreadySo,
            (LeaderCommand.StepDown, Leader.SteppedDown) => AlreadySo,
            (LeaderCommand.StepDown c, not (Leader.Refused or Leader.Revoked)) =>
                Accept(new LeaderEvent.SteppedDown(c.Asked.On, c.Reason)),
            (_, Leader.Refused or Leader.Revoked or Leader.Expired or Leader.SteppedDown) => Over(leader),

            (LeaderCommand.GiveEvidence c, _) => GiveEvidence(c, Card(leader)),
            (LeaderCommand.MoveTo c, _) => MoveTo(c, Card(leader)),
            (LeaderCommand.ChangeRole c, _) => ChangeRole(c, Card(leader)),

            (LeaderCommand.Dispute c, Leader.Contested s) => DisputeAgain(c, s),
            (LeaderCommand.Dispute c, _) => Accept(new LeaderEvent.Disputed(c.Asked.By, c.Reason)),
            (LeaderCommand.DismissDispute c, Leader.Contested s) => DismissDispute(c, s),
            (LeaderCommand.DismissDispute, _) => AlreadySo,
            (LeaderCommand.Revoke c, Leader.Contested s) => Revoke(c, s),
            (_, Leader.Contested) => Refuse("leader.contested"),

            (LeaderCommand.StartReview c, Leader.Claimed s) => StartReview(c, s.Card),
            (LeaderCommand.StartReview c, Leader.UnderReview s) when c.Asked.By == s.Reviewer => AlreadySo,
            (LeaderCommand.StartReview c, Leader.UnderReview s) => StartReview(c, s.Card),
            (LeaderCommand.StartReview, Leader.Verified) => Refuse("leader.verified-already"),

            (LeaderCommand.Verify, Leader.Claimed) => Refuse("leader.not-under-review"),
            (LeaderCommand.Verify c, Leader.UnderReview s) => Verify(c, s.Card),
            (LeaderCommand.Verify c, Leader.Verified s) when Verified(c) is var again =>
                s.Verification == Verification.Of(again) ? AlreadySo : Verify(c, s.Card),

            (LeaderCommand.Refuse c, Leader.UnderReview s) => RefuseClaim(c, s.Card),
            (LeaderCommand.Refuse, _) => Refuse("leader.not-under-review"),

            (LeaderCommand.Revoke c, Leader.Verified s) => OwnMatter(c, s.Card) is { } own
                ? Refuse(own)
                : Accept(new LeaderEvent.Revoked(c.Asked.By, c.Reason)),
            (LeaderCommand.Expire c, Leader.Verified s) => Expire(c, s.Verification),
            (LeaderCommand.Revoke or LeaderCommand.Expire, _) => Refuse("leader.not-verified"),

            _ => throw new CommandOutOfPlaceException(command, leader),
        };

    private static Decision<LeaderEvent> Claim(LeaderCommand.Claim c) => c.From > c.Asked.On
        ? Refuse("leader.in-the-future", "from")
        : Accept(new LeaderEvent.Claimed(
            c.Person, c.Community, c.Role, c.RoleText, c.From, c.Asked.By, c.Source));

    /// <summary>A row of an office's list about a known claim. It is held against what the list last said, so
    /// that what people decided or corrected since stays. Lists do not raise anew what is over.</summary>
    private static Decision<LeaderEvent> ClaimByList(LeaderCommand.Claim c, Leader leader)
    {
        var card = Card(leader);
        var listed = card.Listed ?? new Listing(card.Community, card.Role, card.RoleText);
        if (c.Person.Person != card.Person.Person) return Refuse("leader.known-already", "person");
        if (c.Community != listed.Community && c.Community != card.Community)
            return Refuse("leader.known-already", "community");
        if (IsOver(leader) || (c.Role, c.RoleText) == (listed.Role, listed.RoleText)) return AlreadySo;
        return Accept(new LeaderEvent.RoleChanged(c.Role, c.RoleText, c.Source));
    }

    /// <summary>A person claims what is known: raised anew when over, else it must be the same.</summary>
    private static Decision<LeaderEvent> ClaimAgain(LeaderCommand.Claim c, Leader leader)
    {
        var card = Card(leader);
        var differing = new List<string>();
        if (c.Person.Person != card.Person.Person) differing.Add("person");
        if (c.Community != card.Community) differing.Add("community");
        if (!IsOver(leader) && (c.Role, c.RoleText) != (card.Role, card.RoleText)) differing.Add("role");
        if (!IsOver(leader) && c.From != card.From) differing.Add("from");
        if (differing.Count > 0) return Refuse("leader.known-already", [.. differing]);
        return IsOver(leader) ? Claim(c) : AlreadySo;
    }

    private static Decision<LeaderEvent> GiveEvidence(LeaderCommand.GiveEvidence c, ClaimCard card)
    {
        var given = new LeaderEvent.EvidenceGiven(
            c.Id, VerificationRule.ClassOf(c.Kind), c.Kind, c.What, c.HappenedOn, c.Asked.By, c.Witness);
        if (card.Find(c.Id) is { } known)
            return known.Tells(given) ? AlreadySo : Refuse("leader.evidence-id-taken");
        if (c.HappenedOn > c.Asked.On) return Refuse("leader.in-the-future", "happened-on");
        return WrongWitness(c, card) is { } wrong ? Refuse(wrong) : Accept(given);
    }

    private static Refusal? WrongWitness(LeaderCommand.GiveEvidence c, ClaimCard card)
    {
        if (c.Kind != EvidenceKind.MemberConfirmation) return null;
        if (c.Witness is not { } witness) return new Refusal("leader.witness-missing", []);
        if (witness == card.Person.Person.Value) return new Refusal("leader.witness-is-claimant", []);
        var confirmed = card.Evidence.Any(x => !x.Withdrawn && x.Kind == EvidenceKind.MemberConfirmation
            && x.Witness == witness && x.Community == card.Community);
        return confirmed ? new Refusal("leader.witness-confirmed-already", []) : null;
    }

    private static Decision<LeaderEvent> WithdrawEvidence(LeaderCommand.WithdrawEvidence c, ClaimCard card) =>
        card.Find(c.Id) switch
        {
            null => Refuse("leader.evidence-unknown", c.Id.ToString()),
            { Withdrawn: true } => AlreadySo,
            _ => Accept(new LeaderEvent.EvidenceWithdrawn(c.Id, c.Reason)),
        };

    private static Decision<LeaderEvent> StartReview(LeaderCommand.StartReview c, ClaimCard card) =>
        OwnMatter(c, card) is { } own ? Refuse(own) : Accept(new LeaderEvent.ReviewStarted(c.Asked.By));

    private static Decision<LeaderEvent> Verify(LeaderCommand.Verify c, ClaimCard card)
    {
        var untilMax = c.Asked.On.AddYears(VerificationRule.TermYearsMax);
        if ((OwnMatter(c, card) ?? WrongEvidence(c.StandsOn, card)) is { } refusal) return Refuse(refusal);
        if (c.Until <= c.Asked.On) return Refuse("leader.until-too-early");
        if (c.Until > untilMax) return Refuse("leader.until-too-late", Text(untilMax));
        var missing = VerificationRule.Missing(card, c.StandsOn, c.Asked.On);
        return missing.Count == 0 ? Accept(Verified(c)) : Refuse("leader.evidence-missing", [.. missing]);
    }

    private static LeaderEvent.Verified Verified(LeaderCommand.Verify c) =>
        new(c.Asked.By, c.Basis, [.. c.StandsOn.Distinct()], c.Until);

    private static Decision<LeaderEvent> RefuseClaim(LeaderCommand.Refuse c, ClaimCard card) =>
        (OwnMatter(c, card) ?? WrongEvidence(c.StandsOn, card)) is { } refusal
            ? Refuse(refusal)
            : Accept(new LeaderEvent.Refused(c.Asked.By, c.Reason, [.. c.StandsOn.Distinct()]));

    private static Decision<LeaderEvent> DisputeAgain(LeaderCommand.Dispute c, Leader.Contested contested) =>
        c.Asked.By == contested.By && c.Reason == contested.Reason
            ? AlreadySo
            : Refuse("leader.contested");

    /// <summary>A verification stands again only on what has not been withdrawn since; facts do not age by
    /// being disputed, so that age is not asked about.</summary>
    private static Decision<LeaderEvent> DismissDispute(
        LeaderCommand.DismissDispute c, Leader.Contested contested)
    {
        if (OwnMatter(c, contested) is { } own) return Refuse(own);
        var missing = contested.Before is Leader.Verified verified
            ? VerificationRule.Missing(contested.Card, verified.Verification.StandsOn, on: null)
            : [];
        return missing.Count == 0
            ? Accept(new LeaderEvent.DisputeDismissed(c.Asked.By, c.Reason))
            : Refuse("leader.evidence-missing", [.. missing]);
    }

    private static Decision<LeaderEvent> Revoke(LeaderCommand.Revoke c, Leader.Contested contested) =>
        OwnMatter(c, contested) is { } own
            ? Refuse(own)
            : Accept(new LeaderEvent.Revoked(c.Asked.By, c.Reason));

    private static Decision<LeaderEvent> Expire(LeaderCommand.Expire c, Verification verification) =>
        c.Asked.On > verification.Until
            ? Accept(new LeaderEvent.Expired(c.Asked.On))
            : Refuse("leader.not-expired-yet", Text(verification.Until));

    private static Decision<LeaderEvent> Rename(LeaderCommand.Rename c, ClaimCard card) =>
        c.Name == card.Person.Name ? AlreadySo : Accept(new LeaderEvent.Renamed(c.Name, c.Reason));

    private static Decision<LeaderEvent> MoveTo(LeaderCommand.MoveTo c, ClaimCard card) =>
        c.Community == card.Community ? AlreadySo : Accept(new LeaderEvent.Moved(c.Community, c.Reason));

    private static Decision<LeaderEvent> ChangeRole(LeaderCommand.ChangeRole c, ClaimCard card) =>
        (c.Role, c.RoleText) == (card.Role, card.RoleText)
            ? AlreadySo
            : Accept(new LeaderEvent.RoleChanged(c.Role, c.RoleText));

    private static Decision<LeaderEvent> ChangeContact(LeaderCommand.ChangeContact c, ClaimCard card) =>
        (c.Email, c.Phone) == (card.Person.Email, card.Person.Phone)
            ? AlreadySo
            : Accept(new LeaderEvent.ContactChanged(c.Email, c.Phone));

    /// <summary>Nobody decides on himself, nor on a claim he raised.</summary>
    private static Refusal? OwnMatter(LeaderCommand command, ClaimCard card) =>
        command.Asked.By == card.Person.Person ? new Refusal("leader.own-claim", [])
        : command.Asked.By == card.RaisedBy ? new Refusal("leader.claim-raised-by-you", [])
        : null;

    /// <summary>… nor on a dispute he raised.</summary>
    private static Refusal? OwnMatter(LeaderCommand command, Leader.Contested contested) =>
        OwnMatter(command, contested.Card)
        ?? (command.Asked.By == contested.By ? new Refusal("leader.own-dispute", []) : null);

    private static Refusal? WrongEvidence(ValueList<EntryId> standsOn, ClaimCard card)
    {
        var unknown = standsOn.Where(id => card.Find(id) is null).ToList();
        if (unknown.Count > 0) return new Refusal("leader.evidence-unknown", Texts(unknown));
        var withdrawn = standsOn.Where(id => card.Find(id)!.Withdrawn).ToList();
        return withdrawn.Count > 0 ? new Refusal("leader.evidence-withdrawn", Texts(withdrawn)) : null;
    }

    private static bool IsOver(Leader leader) =>
        leader is Leader.Refused or Leader.Revoked or Leader.Expired or Leader.SteppedDown;

    private static Decision<LeaderEvent> Over(Leader leader) =>
        Refuse("leader.over", KebabCase.Of(leader.GetType().Name));

    private static ClaimCard Card(Leader leader) =>
        leader.CardOrNone() ?? throw new InvalidOperationException("Nothing has been claimed yet");

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ValueList<string> Texts(List<EntryId> ids) => [.. ids.Select(id => id.ToString())];
}
