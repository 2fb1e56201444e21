using CommunityGrains.Domain;
using CommunityGrains.Notices;
using CommunityGrains.Notices.Subscribing;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Wording;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Notices;

/// <summary>A followed list in words, and where it stands.</summary>
public sealed record FollowedList(Subscription Subscription, string Name, string Address);

/// <summary>One's notices, how one wants them, and what one follows. <c>Older</c>: the last one shown, when
/// there are more.</summary>
public sealed record NoticesModel(
    IReadOnlyList<ToldNotice> Notices, int Unread, Guid? Older, bool IsFirst,
    IReadOnlyDictionary<NoticeKind, Channel> Channels, Language LetterLanguage,
    IReadOnlyList<FollowedList> Lists)
{
    public string? Done { get; init; }

    public string? Problem { get; init; }

    /// <summary>The name of the list by which a notice came.</summary>
    public string? ListOf(Notice notice) =>
        Lists.FirstOrDefault(list => list.Subscription.Id == notice.Subscription)?.Name;
}

internal static class NoticePages
{
    private const int PageMax = 30;

    public static Task<PageAnswer> ShowAsync(PageRequest request) => PageAsync(request, problem: null);

    public static async Task<PageAnswer> ReadAsync(PageRequest request, Form form)
    {
        Guid? one = Guid.TryParse(form.Text("notice"), out var id) ? id : null;
        await request.Service<NoticeBook>().ReadAsync(request.Own(), one, request.Cancel);
        return new PageAnswer.GoTo(request.Frame.Links.Notices(one is null ? "read" : null));
    }

    public static async Task<PageAnswer> ChooseAsync(PageRequest request, Form form)
    {
        var channels = Enum.GetValues<NoticeKind>()
            .Select(kind => (Kind: kind, Channel: KebabCase.Parse<Channel>(form.Text(KebabCase.Of(kind)))))
            .Where(choice => choice.Channel is not null)
            .ToDictionary(choice => choice.Kind, choice => choice.Channel!.Value);
        var language = form.Text("language") is { } tag && LanguageOf(tag) is { } known ? known.Tag() : null;
        await request.Service<NoticeSettings>().ChooseAsync(
            request.Own(), channels, language, request.Cancel);
        return new PageAnswer.GoTo(request.Frame.Links.Notices("saved"));
    }

    /// <summary>The page, perhaps with what was wrong with a form of it.</summary>
    public static async Task<PageAnswer> PageAsync(PageRequest request, string? problem)
    {
        var (own, book, settings) =
            (request.Own(), request.Service<NoticeBook>(), request.Service<NoticeSettings>());
        Guid? before = Guid.TryParse(request.Parameter("before"), out var last) ? last : null;
        var notices = await book.ListAsync(own, PageMax + 1, before, request.Cancel);
        var shown = notices.Take(PageMax).ToList();
        var told = await NoticeTeller.TellAsync(request.Registry, request.Words, shown, request.Cancel);
        var model = new NoticesModel(
            told, await book.UnreadAsync(own, request.Cancel),
            notices.Count > PageMax ? shown[^1].Id : null, before is null,
            await settings.ChannelsAsync(own, request.Cancel),
            LanguageOf(await settings.LanguageAsync(own, request.Cancel)) ?? Language.Russian,
            await ListsAsync(request, own))
        {
            Problem = problem, Done = DoneOf(request),
        };
        return PageAnswer.Of<NoticesPage, NoticesModel>(
            model, request.Texts.Notices.Title, Section.Notices,
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    public static Language? LanguageOf(string? tag) =>
        Enum.GetValues<Language>().Cast<Language?>().FirstOrDefault(language => language!.Value.Tag() == tag);

    private static async Task<IReadOnlyList<FollowedList>> ListsAsync(PageRequest request, AccountId own)
    {
        var followed = await request.Service<Subscriptions>().OfAsync(own, request.Cancel);
        var lists = new List<FollowedList>();
        foreach (var subscription in followed.Where(one => one.Region == request.Region))
        {
            var filter = ListFilters.Of(subscription.Filter);
            MunicipalityDetails? place = filter.Municipality is { } id
                ? await request.Registry.MunicipalityAsync(request.Region, id, cancel: request.Cancel)
                : null;
            lists.Add(new FollowedList(
                subscription, ListFilters.Words(filter, request.Words, _ => place?.Row.Name),
                request.Frame.Links.Communities(filter)));
        }

        return lists;
    }

    private static string? DoneOf(PageRequest request)
    {
        var words = request.Texts.Notices;
        return request.Parameter("done") switch
        {
            "read" => words.DoneRead,
            "saved" => words.Settings.Saved,
            "followed" => words.Lists.Followed,
            "paused" => words.Lists.DonePaused,
            "goes-on" => words.Lists.DoneGoesOn,
            "ended" => words.Lists.DoneEnded,
            _ => null,
        };
    }
}
