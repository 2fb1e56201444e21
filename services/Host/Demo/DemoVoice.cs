using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Host.Demo;

/// <summary>What residents of the demonstration told the centre lately, one of each kind; nobody has decided
/// on it yet.</summary>
internal sealed class DemoVoice(IRegistry registry, DemoDesk desk, string region)
{
    public async Task TellAsync(CancellationToken cancel)
    {
        // Living ones, whose part in the example is to show life: what is decided here changes nothing else.
        var query = new CommunityQuery(region) { Status = CommunityStatus.Active };
        var living = (await registry.StreamCommunitiesAsync(query, cancel).ToListAsync(cancel))
            .OrderBy(row => row.Id.Value).ToList();
        if (living is not [var corrected, .., var gone]) return;
        await TellAsync("correction", 4, asked => new SuggestionCommand.SuggestCorrection(
            asked, corrected.Id, RegisterField.Members, $"{corrected.Entry.Members}",
            new($"{(corrected.Entry.Members ?? 0) + 4}"),
            new("Весной в совет вошли ещё четверо, есть протокол собрания.")), cancel);
        await TellAsync("untruth", 3, asked => new SuggestionCommand.SayNoLongerTrue(
            asked, gone.Id, Untruth.Gone,
            new("Дом расселили, собраний больше нет. Соседи перешли в другой совет.")), cancel);
        await TellAsync("missing", 2, asked => new SuggestionCommand.TellOfMissing(
            asked, corrected.Entry.Municipality, new("Клуб «Тёплый вечер»"),
            new("Библиотека на улице Мира, дом 14"),
            new("По четвергам вяжем для детского отделения больницы и пьём чай.")), cancel);
    }

    private Task TellAsync(
        string step, int daysAgo, Func<Asked, SuggestionCommand> command, CancellationToken cancel) =>
        desk.AskAsync(
            GrainKinds.Suggestion, DemoDesk.Id($"suggestion/{step}"), step, desk.DaysAgo(daysAgo), default,
            command, cancel);
}
