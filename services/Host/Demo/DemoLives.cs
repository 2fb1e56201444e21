using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Host.Demo;

/// <summary>What the communities of the demonstration have been doing lately: most show life, some fall
/// silent, one has closed, two are perhaps the same, and two were.</summary>
internal sealed class DemoLives(IRegistry registry, DemoDesk desk, string region)
{
    private static readonly CommunityStatus[] Entered =
    [
        CommunityStatus.Registered, CommunityStatus.Active, CommunityStatus.Dormant, CommunityStatus.Closed,
        CommunityStatus.Merged,
    ];

    private static readonly string[] Signs =
    [
        "субботник во дворе", "собрание жителей", "День соседей", "ремонт детской площадки",
        "посадка деревьев",
        "чаепитие в библиотеке", "турнир двора по шахматам", "сбор вещей для нуждающихся", "ярмарка умельцев",
    ];

    private static readonly string[] Causes =
    [
        "благоустройство", "дети и молодёжь", "экология", "старшее поколение", "спорт во дворе",
        "память и история",
        "помощь соседям",
    ];

    private static readonly (InfrastructureElement Element, string Text)[] Elements =
    [
        (InfrastructureElement.Residents, "актив из восьми человек, старшие по подъездам"),
        (InfrastructureElement.Organisation, "устав, ревизионная комиссия, собрание раз в квартал"),
        (InfrastructureElement.Support, "администрация поселения, школа, магазин у дома"),
        (InfrastructureElement.Information, "чат двора, стенд у подъезда"),
        (InfrastructureElement.CommonSpace, "беседка и спортивная площадка"),
        (InfrastructureElement.Links, "дружит с соседним ТОС, участвует в городских праздниках"),
    ];

    public async Task LiveAsync(CancellationToken cancel)
    {
        // In every status they may have come to, in the order of their ids, which nothing moves: a second try
        // after a crash gives each the same part.
        var all = new List<CommunityRow>();
        foreach (var status in Entered)
        {
            var query = new CommunityQuery(region) { Status = status };
            all.AddRange(await registry.StreamCommunitiesAsync(query, cancel).ToListAsync(cancel));
        }

        var twins = all.Select(row => TwinOf(row.Id)).ToHashSet();
        var communities = all.Where(row => !twins.Contains(row.Id)).OrderBy(row => row.Id.Value).ToList();
        // All at once: each waits for the disk, and shares it with the others.
        await Task.WhenAll(communities.Select((row, i) => LiveAsync(row, i, cancel)));
        await TwinsAsync(communities, cancel);
    }

    private async Task LiveAsync(CommunityRow row, int i, CancellationToken cancel)
    {
        await AskAsync(row, "causes", 200, asked => new CommunityCommand.Correct(asked,
            [new FieldChange(RegisterField.Topics,
                $"{Causes[i % Causes.Length]}, {Causes[(i * 3 + 1) % Causes.Length]}")],
            "со слов председателя"), cancel);
        switch (i % 12)
        {
            case 0:
                await FallSilentAsync(row, cancel);
                break;
            case 1:
                break; // nothing was heard of it since it was entered
            case 2 when i > 100:
                await AskAsync(row, "closure", 45, asked => new CommunityCommand.Close(asked, "дом расселён"),
                    cancel);
                break;
            case 3:
                await AskAsync(row, "question", 90, asked => new CommunityCommand.AskIfTrue(asked), cancel);
                await AskAsync(row, "answer", 86, asked => new CommunityCommand.ConfirmStillTrue(asked),
                    cancel);
                break;
            default:
                await ShowLifeAsync(row, i, cancel);
                break;
        }

        if (i % 6 != 4) return;
        for (var at = 0; at < 3 + (i % 4); at++)
        {
            var (element, text) = Elements[at];
            await AskAsync(row, $"element-{at}", 120 - at,
                asked => new CommunityCommand.DescribeInfrastructure(asked, element, text), cancel);
        }
    }

    private async Task ShowLifeAsync(CommunityRow row, int i, CancellationToken cancel)
    {
        for (var sign = 0; sign <= i % 3; sign++)
        {
            var days = 150 - (sign * 50) - (i % 45);
            await AskAsync(row, $"sign-{sign}", days, asked => new CommunityCommand.NoteLifeSign(
                asked, Signs[(i + (sign * 4)) % Signs.Length], asked.On), cancel);
        }
    }

    private async Task FallSilentAsync(CommunityRow row, CancellationToken cancel)
    {
        await AskAsync(row, "old-sign", 600,
            asked => new CommunityCommand.NoteLifeSign(asked, "собрание жителей", asked.On), cancel);
        await AskAsync(row, "question", 80, asked => new CommunityCommand.AskIfTrue(asked), cancel);
        await AskAsync(row, "dormancy", 40,
            asked => new CommunityCommand.CountAsDormant(asked, desk.DaysAgo(600)), cancel);
    }

    // Two were entered twice: of one pair it is only suspected, the other was merged.
    private async Task TwinsAsync(IReadOnlyList<CommunityRow> communities, CancellationToken cancel)
    {
        var originals = communities.Where((row, i) => i % 12 > 3 && row.Entry.Address is not null)
            .DistinctBy(row => row.Entry.Municipality).OrderBy(row => row.Entry.Municipality.Value).Take(2);
        if (originals.ToList() is not [var suspected, var merged]) return;
        var twin = await EnterAgainAsync(suspected, cancel);
        await AskAsync(suspected, "suspicion", 30, asked => new CommunityCommand.SuggestDuplicate(
            asked, suspected.Id, twin, 95, "одинаковые названия, один адрес"), cancel);
        var other = await EnterAgainAsync(merged, cancel);
        await AskAsync(merged, "merge", 25, asked => new CommunityCommand.Absorb(
            asked, merged.Id, other, "одно сообщество внесено дважды"), cancel);
    }

    // As another clerk writes it: without the quotation marks.
    private async Task<CommunityId> EnterAgainAsync(CommunityRow row, CancellationToken cancel)
    {
        var (id, entry) = (TwinOf(row.Id), row.Entry);
        ValueList<FieldChange> fields =
        [
            new(RegisterField.Name, string.Concat(entry.Name.Where(letter => letter is not ('«' or '»')))),
            new(RegisterField.Form, KebabCase.Of(entry.Form)),
            new(RegisterField.Municipality, entry.Municipality.ToString()),
            new(RegisterField.Address, entry.Address),
        ];
        if (entry.Settlement is { } settlement)
            fields = fields.Add(new(RegisterField.Settlement, settlement));
        await desk.AskAsync(
            GrainKinds.Community, id.Value, "entry", desk.DaysAgo(35), DemoDesk.Clerk,
            asked => new CommunityCommand.Register(asked, fields, "со слов соседей"), cancel);
        return id;
    }

    private static CommunityId TwinOf(CommunityId id) => new(DemoDesk.Id($"twin/{id}"));

    private Task AskAsync(
        CommunityRow row, string step, int daysAgo, Func<Asked, Command> command, CancellationToken cancel) =>
        desk.AskAsync(
            GrainKinds.Community, row.Id.Value, step, desk.DaysAgo(daysAgo), DemoDesk.Manager, command,
            cancel);
}
