using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Notices.Making;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Notices.Subscribing;

/// <summary>Reads a filter as it stands in the address of a list; the pages know how.</summary>
public interface IListFilters
{
    /// <summary>The question that the filter asks; null when it is none any more.</summary>
    CommunityQuery? Read(string region, string filter);

    /// <summary>The filter without what does not narrow the list, always written the same.</summary>
    string Tidy(string filter);
}

/// <summary>Finds what is new in the lists that people follow: one question per list and reading, however
/// many events there were.</summary>
public sealed class NewsFinder(
    Subscriptions subscriptions, IListFilters filters, IRegistry registry, IGrains grains, NoticeRules rules)
{
    private const int AtOnce = 200;

    public async Task<IReadOnlyList<NewNotice>> OfAsync(
        string region, IReadOnlyList<RecordedEvent> events, IReadOnlyList<KnownAccount> known,
        CancellationToken cancel)
    {
        if (events.Count == 0) return [];
        var followed = await subscriptions.ActiveAsync(region, cancel);
        if (followed.Count == 0) return [];
        var open = known.ToDictionary(account => account.Id);
        var places = new List<(RecordedEvent Event, IReadOnlyList<CommunityId> In)>();
        foreach (var recorded in events)
            places.Add((recorded, await CommunitiesOfAsync(recorded.Stream, cancel)));
        CommunityId[] communities = [.. places.SelectMany(place => place.In).Distinct()];
        var notices = new List<NewNotice>();
        foreach (var subscription in followed)
        {
            if (!open.TryGetValue(subscription.Account, out var account)) continue;
            var found = await FoundAsync(region, subscription, communities, cancel);
            if (found.Count == 0) continue;
            notices.AddRange(Told(subscription, [.. places
                .Where(place => place.In.Any(found.Contains))
                .Select(place => place.Event)
                .Where(recorded => recorded.Account != account.Person.ToString())]));
        }

        return notices;
    }

    private IEnumerable<NewNotice> Told(Subscription subscription, IReadOnlyList<RecordedEvent> news)
    {
        if (news.Count == 0) return [];
        return news.Count > rules.NewsApartMax
            ?
            [
                Notice(
                    $"news/{subscription.Id}/{news[0].Position}", Happenings.Many, news[0],
                    news.Count.ToString(CultureInfo.InvariantCulture)),
            ]
            : news.Select(recorded => Notice(
                NoticeMaker.OccasionOf(recorded), recorded.Name, recorded, about: ""));

        NewNotice Notice(string occasion, string what, RecordedEvent recorded, string about) => new(
            subscription.Account, recorded.Stream.Region, occasion, NoticeKind.News, what,
            recorded.Stream.Category, recorded.Stream.Key, about)
        {
            Subscription = subscription.Id,
            Rhythm = subscription.Rhythm,
        };
    }

    private async Task<HashSet<CommunityId>> FoundAsync(
        string region, Subscription subscription, CommunityId[] communities, CancellationToken cancel)
    {
        var found = new HashSet<CommunityId>();
        if (filters.Read(region, subscription.Filter) is not { } query) return found;
        foreach (var part in communities.Chunk(AtOnce))
        {
            var page = await registry.CommunitiesAsync(
                query with { Among = part, Limit = AtOnce, Cursor = null }, cancel);
            found.UnionWith(page.Items.Select(row => row.Id));
        }

        return found;
    }

    private async Task<IReadOnlyList<CommunityId>> CommunitiesOfAsync(
        StreamId stream, CancellationToken cancel)
    {
        if (stream.Category == GrainKinds.Community.Category) return [new CommunityId(stream.Key)];
        return (await grains.StateAsync(stream, cancel)).State switch
        {
            Leader leader when leader.CardOrNone() is { } claim => [claim.Community],
            Initiative initiative when initiative.DossierOrNone() is { } dossier => [.. dossier.Communities],
            _ => [],
        };
    }
}
