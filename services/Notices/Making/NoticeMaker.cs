using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;
using CommunityGrains.Notices.Subscribing;

namespace CommunityGrains.Notices.Making;

/// <summary>What one reading of the log leads to.</summary>
public sealed record Made(IReadOnlyList<NewNotice> Notices, IReadOnlyList<NewLetter> Letters)
{
    public static readonly Made Nothing = new([], []);
}

/// <summary>
/// Makes notices of events. Who is concerned is asked of the grains, which know at least as much as the
/// event; lists that are followed are asked of the views, which the reader has waited for. Nobody is told of
/// what he did himself, and of one event everybody once.
/// </summary>
public sealed class NoticeMaker(
    KnownAccounts accounts, Places places, IGrains grains, NewsFinder news, NoticeRules rules,
    TimeProvider clock)
{
    /// <summary>What these events lead to, in their order.</summary>
    public async Task<Made> OfAsync(IReadOnlyList<RecordedEvent> page, CancellationToken cancel)
    {
        var oldest = clock.GetUtcNow() - rules.TellableFor;
        var tellable = page.Where(recorded => recorded.RecordedAt >= oldest)
            .Select(recorded => (Recorded: recorded, Told: ToldBy(recorded)))
            .Where(happening => happening.Told.Count > 0).ToList();
        var (notices, letters) = (new List<NewNotice>(), new List<NewLetter>());
        foreach (var region in tellable.GroupBy(happening => happening.Recorded.Stream.Region))
        {
            var known = await accounts.OfAsync(region.Key, cancel);
            var told = new HashSet<(AccountId, string)>();
            foreach (var (recorded, kinds) in region)
            {
                foreach (var one in kinds.Where(one => one.Audience is not Audience.Followers))
                {
                    Keep(await ForAsync(recorded, one, known, cancel), told);
                    if (one.Audience is Audience.TheCommunity
                        && await LetterAsync(recorded, one, known, cancel) is { } letter)
                        letters.Add(letter);
                }
            }

            var forFollowers = region
                .Where(happening => happening.Told.Any(one => one.Audience is Audience.Followers))
                .Select(happening => happening.Recorded).ToList();
            Keep(await news.OfAsync(region.Key, forFollowers, known, cancel), told);
        }

        return new Made(notices, letters);

        void Keep(IEnumerable<NewNotice> made, HashSet<(AccountId, string)> told) =>
            notices.AddRange(made.Where(notice => told.Add((notice.Account, notice.Occasion))));
    }

    /// <summary>The occasion that an event is.</summary>
    public static string OccasionOf(RecordedEvent recorded) => $"log/{recorded.Stream}/{recorded.Version}";

    // What this version cannot read concerns nobody yet; views and processes say that it is there.
    private static List<Told> ToldBy(RecordedEvent recorded)
    {
        try
        {
            return [.. NoticePlan.Of(EventCodec.Decode(recorded))];
        }
        catch (UnreadableEventException)
        {
            return [];
        }
    }

    private async Task<IEnumerable<NewNotice>> ForAsync(
        RecordedEvent recorded, Told told, IReadOnlyList<KnownAccount> known, CancellationToken cancel)
    {
        var concerned = told.Audience switch
        {
            Audience.StaffOfTheRecord when await places.OfAsync(recorded.Stream, cancel) is var place =>
                known.Where(account => account.IsStaffOf(place)),
            Audience.TheClaimants when await ClaimAsync(recorded.Stream, cancel) is { } claim =>
                known.Where(account =>
                    account.Person == claim.Person.Person || account.Person == claim.RaisedBy),
            Audience.TheCommunity => known.Where(account =>
                account.Leads(recorded.Stream.Region, new CommunityId(recorded.Stream.Key))),
            Audience.WhoAnswersForIt => await AnsweringForAsync(recorded.Stream, known, cancel),
            Audience.TheGrantee { Grant: var grant } when new AccountId(recorded.Stream.Key) is var owner
                && !await accounts.HasAcceptedAsync(owner, grant, cancel) =>
                known.Where(account => account.Id == owner),
            _ => [],
        };
        return concerned
            .Where(account => account.Person.ToString() != recorded.Account)
            .Select(account => new NewNotice(
                account.Id, recorded.Stream.Region, OccasionOf(recorded), told.Kind, recorded.Name,
                recorded.Stream.Category, recorded.Stream.Key, told.About));
    }

    private async Task<IEnumerable<KnownAccount>> AnsweringForAsync(
        StreamId initiative, IReadOnlyList<KnownAccount> known, CancellationToken cancel)
    {
        var place = await places.OfAsync(initiative, cancel);
        var state = (Initiative)(await grains.StateAsync(initiative, cancel)).State;
        var leader = state.DossierOrNone()?.Leader is { } claim
            ? await ClaimAsync(
                new StreamId(initiative.Region, GrainKinds.Leader.Category, claim.Value), cancel)
            : null;
        return known.Where(account => account.IsStaffOf(place) || account.Person == leader?.Person.Person
            || place.Communities.Any(community => account.Leads(initiative.Region, community)));
    }

    // The head of whom the register knows; if he leads it with an account, he is told there.
    private async Task<NewLetter?> LetterAsync(
        RecordedEvent recorded, Told told, IReadOnlyList<KnownAccount> known, CancellationToken cancel)
    {
        var community = (Community)(await grains.StateAsync(recorded.Stream, cancel)).State;
        if (community.CardOrNone()?.Head is not { Email: not null } head) return null;
        var id = new CommunityId(recorded.Stream.Key);
        return known.Any(account =>
            account.Person == head.Person && account.Leads(recorded.Stream.Region, id))
            ? null
            : new NewLetter(
                recorded.Stream.Region, OccasionOf(recorded), head.Person, recorded.Stream.Category,
                recorded.Stream.Key, told.About);
    }

    private async Task<ClaimCard?> ClaimAsync(StreamId stream, CancellationToken cancel) =>
        ((Leader)(await grains.StateAsync(stream, cancel)).State).CardOrNone();
}
