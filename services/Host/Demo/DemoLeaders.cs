using CommunityGrains.Domain;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.People;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Host.Demo;

/// <summary>What was decided on the leaders of the demonstration: many are verified on evidence, some are
/// under review, contested, refused, revoked or expired, the others have only been claimed.</summary>
internal sealed class DemoLeaders(IRegistry registry, DemoDesk desk, string region)
{
    private const int PageSize = 200;

    public async Task DecideAsync(CancellationToken cancel)
    {
        var page = await registry.LeadersAsync(new LeaderQuery(region) { Limit = PageSize }, cancel);
        var claims = page.Items.OrderBy(row => row.Id.Value).ToList();
        await Task.WhenAll(claims.Select((claim, i) => DecideAsync(claim.Id, i, cancel)));
        await Task.WhenAll(claims.Select(claim => claim.Person.Person).Distinct()
            .Select((person, i) => AgreeAsync(person, i, cancel)));
    }

    // Two of three agreed to their name on public pages; the others are there without one.
    private async Task AgreeAsync(PersonId person, int i, CancellationToken cancel)
    {
        if (i % 3 == 2) return;
        foreach (var purpose in (ConsentPurpose[])[ConsentPurpose.Register, ConsentPurpose.Publication])
        {
            await desk.AskAsync(
                GrainKinds.Person, person.Value, $"consent-{KebabCase.Of(purpose)}", desk.DaysAgo(90),
                DemoDesk.Manager,
                asked => new PersonCommand.GiveConsent(asked, purpose, "2026-08", asked.On), cancel);
        }
    }

    private async Task DecideAsync(LeaderId id, int i, CancellationToken cancel)
    {
        switch (i % 10)
        {
            case 0 or 1 or 2 or 3:
                await VerifyAsync(id, 120 - (i % 30), termDays: 365, cancel);
                break;
            case 4:
                await GiveEvidenceAsync(id, 60, cancel);
                await AskAsync(id, "review", 40, asked => new LeaderCommand.StartReview(asked), cancel);
                break;
            case 5 when i % 20 == 5:
                await VerifyAsync(id, 150, termDays: 365, cancel);
                await desk.AskAsync(
                    GrainKinds.Leader, id.Value, "dispute", desk.DaysAgo(12), DemoDesk.Person("neighbour"),
                    asked => new LeaderCommand.Dispute(asked, "на собрании выбрали другого председателя"),
                    cancel);
                break;
            case 6 when i % 20 == 6:
                await AskAsync(id, "review", 70, asked => new LeaderCommand.StartReview(asked), cancel);
                await AskAsync(id, "refusal", 55, asked => new LeaderCommand.Refuse(
                    asked, "за заявлением нет ни группы, ни дел", []), cancel);
                break;
            case 7 when i < 20:
                await VerifyAsync(id, 200, termDays: 365, cancel);
                await AskAsync(id, "revocation", 20, asked => new LeaderCommand.Revoke(
                    asked, "протокол собрания оказался недействительным"), cancel);
                break;
            case 8 when i < 40:
                await VerifyAsync(id, 420, termDays: 365, cancel);
                await AskAsync(id, "expiry", 50, asked => new LeaderCommand.Expire(asked), cancel);
                break;
        }
    }

    private async Task VerifyAsync(LeaderId id, int daysAgo, int termDays, CancellationToken cancel)
    {
        var evidence = await GiveEvidenceAsync(id, daysAgo + 30, cancel);
        await AskAsync(id, "review", daysAgo + 15, asked => new LeaderCommand.StartReview(asked), cancel);
        await AskAsync(id, "verification", daysAgo, asked => new LeaderCommand.Verify(
            asked, "протокол собрания и дела за год", evidence, asked.On.AddDays(termDays)), cancel);
    }

    private async Task<ValueList<EntryId>> GiveEvidenceAsync(
        LeaderId id, int daysAgo, CancellationToken cancel)
    {
        (EvidenceKind Kind, string What)[] given =
        [
            (EvidenceKind.MeetingProtocol, "протокол собрания жителей"),
            (EvidenceKind.GatheringHeld, "субботник, пришли тридцать человек"),
            (EvidenceKind.InitiativeProposed, "предложил обустроить сквер"),
        ];
        var entries = new List<EntryId>();
        for (var at = 0; at < given.Length; at++)
        {
            var (kind, what) = given[at];
            var entry = new EntryId(DemoDesk.Id($"{id}/evidence-{at}"));
            entries.Add(entry);
            await AskAsync(id, $"evidence-{at}", daysAgo - at, asked => new LeaderCommand.GiveEvidence(
                asked, entry, kind, what, asked.On.AddDays(-5)), cancel);
        }

        return [.. entries];
    }

    private Task AskAsync(
        LeaderId id, string step, int daysAgo, Func<Asked, Command> command, CancellationToken cancel) =>
        desk.AskAsync(
            GrainKinds.Leader, id.Value, step, desk.DaysAgo(daysAgo), DemoDesk.Manager, command, cancel);
}
