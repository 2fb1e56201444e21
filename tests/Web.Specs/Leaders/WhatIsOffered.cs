using CommunityGrains.Domain;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Web.Leaders;

namespace CommunityGrains.Web.Specs.Leaders;

/// <summary>What a claim's page offers is what the claim would accept: neither more nor less.</summary>
public sealed class WhatIsOffered
{
    private static readonly DateOnly Today = new(2026, 5, 20);

    private static readonly PersonId
        Anna = new(Id(1)), Registrar = new(Id(2)), Manager = new(Id(3)), Neighbour = new(Id(5));

    private static readonly CommunityId Yard = new(Id(11));

    private static readonly LeaderEvent.EvidenceGiven
        Protocol = Fact(21, EvidenceKind.MeetingProtocol), Gathering = Fact(22, EvidenceKind.GatheringHeld);

    private static readonly LeaderEvent
        Claimed = new LeaderEvent.Claimed(
            new Contact(Anna, new PersonName("Полянская Анна")), Yard, LeaderRole.Chair, "", null, Registrar),
        Reviewed = new LeaderEvent.ReviewStarted(Manager),
        Verified = new LeaderEvent.Verified(
            Manager, "по фактам", [Protocol.Id, Gathering.Id], Today.AddYears(1)),
        Disputed = new LeaderEvent.Disputed(Neighbour, "её никто не знает");

    private static readonly Dictionary<string, LeaderEvent[]> Histories = new()
    {
        ["unknown"] = [],
        ["claimed"] = [Claimed, Protocol, Gathering],
        ["under-review"] = [Claimed, Protocol, Gathering, Reviewed],
        ["verified"] = [Claimed, Protocol, Gathering, Reviewed, Verified],
        ["contested"] = [Claimed, Protocol, Gathering, Reviewed, Verified, Disputed],
        ["refused"] = [Claimed, Protocol, Reviewed, new LeaderEvent.Refused(Manager, "мало", [])],
        ["revoked"] =
            [Claimed, Protocol, Gathering, Reviewed, Verified, new LeaderEvent.Revoked(Manager, "подделка")],
        ["expired"] = [Claimed, Protocol, Gathering, Reviewed, Verified, new LeaderEvent.Expired(Today)],
        ["stepped-down"] = [Claimed, new LeaderEvent.SteppedDown(Today)],
        ["withdrawn"] = [Claimed, Protocol, new LeaderEvent.EvidenceWithdrawn(Protocol.Id, "не тот")],
    };

    public static TheoryData<string> States() => [.. Histories.Keys];

    [Theory]
    [MemberData(nameof(States))]
    public void Every_act_is_offered_exactly_where_it_would_be_accepted(string state)
    {
        var claim = Histories[state].Aggregate(Leader.Initial, Leader.Evolve);
        foreach (var viewer in (PersonId[])[Anna, Registrar, Manager, Neighbour])
        {
            var offered = LeaderActs.Possible(claim, viewer);
            foreach (var act in Enum.GetValues<LeaderAct>())
            {
                // Nobody disputes himself: he steps down. The claim itself would not mind.
                if (act == LeaderAct.Dispute && viewer == Anna)
                {
                    offered.ShouldNotContain(act);
                    continue;
                }

                var isAccepted = LeaderDecider.Decide(Command(act, viewer), claim)
                    is Decision<LeaderEvent>.Accepted { Events.Count: > 0 };
                offered.Contains(act).ShouldBe(isAccepted, $"{state}: {act} by {viewer}");
            }
        }
    }

    [Fact]
    public void Each_act_is_a_command_that_the_table_of_rights_knows()
    {
        foreach (var act in Enum.GetValues<LeaderAct>())
            typeof(LeaderCommand).GetNestedType(act.ToString()).ShouldNotBeNull();
    }

    private static LeaderCommand Command(LeaderAct act, PersonId by)
    {
        var asked = new Asked(new CommandId(Id(99)), by, new(2026, 5, 20, 9, 0, 0, TimeSpan.Zero), Today);
        return act switch
        {
            LeaderAct.GiveEvidence => new LeaderCommand.GiveEvidence(
                asked, new EntryId(Id(31)), EvidenceKind.GatheringHeld, "праздник", Today),
            LeaderAct.WithdrawEvidence => new LeaderCommand.WithdrawEvidence(asked, Protocol.Id, "не тот"),
            LeaderAct.StartReview => new LeaderCommand.StartReview(asked),
            LeaderAct.Verify => new LeaderCommand.Verify(
                asked, "заново", [Protocol.Id, Gathering.Id], Today.AddMonths(6)),
            LeaderAct.Refuse => new LeaderCommand.Refuse(asked, "нет", []),
            LeaderAct.Dispute => new LeaderCommand.Dispute(asked, "спор"),
            LeaderAct.DismissDispute => new LeaderCommand.DismissDispute(asked, "проверили"),
            LeaderAct.Revoke => new LeaderCommand.Revoke(asked, "подделка"),
            LeaderAct.Rename => new LeaderCommand.Rename(asked, new PersonName("Другая Анна"), "замужество"),
            LeaderAct.MoveTo => new LeaderCommand.MoveTo(asked, new CommunityId(Id(12)), "переезд"),
            LeaderAct.ChangeRole => new LeaderCommand.ChangeRole(asked, LeaderRole.Leader, "лидер"),
            LeaderAct.ChangeContact => new LeaderCommand.ChangeContact(
                asked, new EmailAddress("a@example.org"), null),
            LeaderAct.StepDown => new LeaderCommand.StepDown(asked),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No command"),
        };
    }

    private static LeaderEvent.EvidenceGiven Fact(int id, EvidenceKind kind) =>
        new(new EntryId(Id(id)), VerificationRule.ClassOf(kind), kind, "как было", Today, Registrar);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
