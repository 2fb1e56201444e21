using CommunityGrains.Domain.Communities;
using static CommunityGrains.Domain.Communities.CommunityCommand;

namespace CommunityGrains.Domain.Specs.Communities;

/// <summary>Every command on every state: accepted, already so, or the code of the refusal.</summary>
public sealed class WhatEachStateAllows : CommunitySpecification
{
    private const string Done = "accepted", So = "already so", No = "community.not-registered";

    private static readonly Dictionary<string, CommunityEvent[]> Histories = new()
    {
        ["unknown"] = [],
        ["proposed"] = [ItIsProposed],
        ["registered"] = [ItIsRegistered, new CommunityEvent.AskedIfTrue(Monday)],
        ["rejected"] = [ItIsProposed, new CommunityEvent.Rejected("Nobody knows it")],
        ["closed"] = [ItIsRegistered, ItIsClosed],
        ["merged"] = [ItIsRegistered, ItIsMerged],
    };

    public static TheoryData<CommunityCommand, string, string, string, string, string, string> Table
    {
        get
        {
            var now = On(Tuesday);
            ValueList<FieldChange> others = [.. OldTownFields, new(RegisterField.Note, "other")];
            const string Known = "community.known-already", Unknown = "community.unknown",
                Registered = "community.registered-already",
                Rejected = "community.rejected", Closed = "community.closed", Merged = "community.merged";
            var byRegister = new StateByRegister(now, others, false, null, "register.csv");
            var describe = new DescribeInfrastructure(now, InfrastructureElement.Links, "The school");
            var suggest = new SuggestDuplicate(now, Self, Twin, 90, "name-typo");
            return new()
            {
                // command, then: unknown, proposed, registered, rejected, closed, merged
                { new Propose(now, others), Done, Known, Known, Rejected, Closed, Merged },
                { new Register(now, others, "Act"), Done, Known, Known, Rejected, Closed, Merged },
                { new ConfirmRegistration(now, "Act"), Unknown, Done, So, Rejected, Closed, Merged },
                { new Reject(now, "Why"), Unknown, Done, Registered, Rejected, Closed, Merged },
                { byRegister, Done, Done, Done, Rejected, Closed, Merged },
                { new Correct(now, others), Unknown, Done, Done, Rejected, Closed, Merged },
                { new NameHead(now, Head), Unknown, Done, Done, Rejected, Closed, Merged },
                { new RemoveHead(now), Unknown, So, So, Rejected, Closed, Merged },
                { new DrawBoundary(now, null), Unknown, So, So, Rejected, Closed, Merged },
                { describe, Unknown, Done, Done, Rejected, Closed, Merged },
                { new AskIfTrue(now), Unknown, No, Done, Rejected, Closed, Merged },
                { new ConfirmStillTrue(now), Unknown, No, Done, Rejected, Closed, Merged },
                { new NoteLifeSign(now, "Met", Monday), Unknown, No, Done, Rejected, Closed, Merged },
                { new CountAsDormant(now, Monday), Unknown, No, Done, Rejected, Closed, Merged },
                { new Close(now, "Why"), Unknown, No, Done, Rejected, Closed, Merged },
                { new Reopen(now, "Why"), Unknown, No, So, Rejected, Done, Merged },
                { suggest, Unknown, Done, Done, Rejected, Closed, Merged },
                { new DismissDuplicate(now, Twin, "Why"), Unknown, Done, Done, Rejected, Closed, Merged },
                { new Absorb(now, Self, Twin, "Why"), Unknown, No, Done, Rejected, Closed, Merged },
                { new MergeInto(now, Self, Third, "Why"), Unknown, Done, Done, Rejected, Closed, Merged },
                { new UndoMerge(now, "Why"), Unknown, So, So, Rejected, Closed, Done },
                { new Release(now, Twin, "Why"), Unknown, So, So, So, So, So },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Table), DisableDiscoveryEnumeration = true)]
    public void Each_command_in_each_state(
        CommunityCommand command, string unknown, string proposed, string registered, string rejected,
        string closed, string merged) =>
        Histories.Select(pair => $"{pair.Key}: {Outcome(command, pair.Value)}").ShouldBe(
        [
            $"unknown: {unknown}", $"proposed: {proposed}", $"registered: {registered}",
            $"rejected: {rejected}", $"closed: {closed}", $"merged: {merged}",
        ]);

    [Fact]
    public void The_table_leaves_no_command_out() => Table.Select(row => row.Data.Item1.GetType()).ShouldBe(
        typeof(CommunityCommand).GetNestedTypes(), ignoreOrder: true);

    private static string Outcome(CommunityCommand command, CommunityEvent[] history) =>
        CommunityDecider.Decide(command, history.Aggregate(Community.Initial, Community.Evolve)) switch
        {
            Decision<CommunityEvent>.Accepted { Events.Count: 0 } => So,
            Decision<CommunityEvent>.Accepted => Done,
            Decision<CommunityEvent>.Rejected refused => refused.Refusal.Code,
            var other => other.ToString(),
        };
}
