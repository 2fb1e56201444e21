using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.EventLog;
using CommunityGrains.Notices;
using CommunityGrains.Notices.Making;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Notices;

/// <summary>A notice in words. <c>Address</c>: where to look, without the site.</summary>
public sealed record ToldNotice(Notice Notice, string Text, string? Detail, string Address);

/// <summary>Puts notices in words, from codes and ids, when they are shown or sent. No person is named: who
/// it is stands on the page that the notice leads to, for whoever may see it there.</summary>
internal static class NoticeTeller
{
    public static async Task<IReadOnlyList<ToldNotice>> TellAsync(
        IRegistry registry, Words words, IEnumerable<Notice> notices, CancellationToken cancel)
    {
        var told = new List<ToldNotice>();
        var all = notices.ToList();
        var names = new Dictionary<StreamId, string>();
        foreach (var region in all.Where(IsOfARecord).GroupBy(notice => notice.Region, StreamOf))
            foreach (var (stream, name) in await registry.NamesAsync(region.Key, [.. region], cancel))
                names[stream] = name;
        foreach (var notice in all)
        {
            var name = NameOf(words, notice, names);
            var say = words.Texts.Notices.Happened.GetValueOrDefault(
                notice.What, words.Texts.Notices.Otherwise);
            told.Add(new ToldNotice(
                notice, say(name), DetailOf(words, notice), words.Language.Prefix() + PathOf(notice)));
        }

        return told;
    }

    /// <summary>What the sentence is about: the community's or initiative's name, a role, a number.</summary>
    private static string NameOf(Words words, Notice notice, Dictionary<StreamId, string> names) =>
        notice switch
        {
            { What: Happenings.ImportFinished } => Number(RowCounts.Read(notice.About)?.Rows),
            { What: Happenings.Many } => notice.About,
            { Category: "account" } when KebabCase.Parse<Role>(notice.About) is { } role =>
                words.Texts.Account.Roles[role],
            _ when IsOfARecord(notice) => names.GetValueOrDefault(StreamOf(notice)),
            _ => null,
        } ?? notice.About;

    private static bool IsOfARecord(Notice notice) =>
        notice.Category is "community" or "leader" or "initiative";

    private static StreamId StreamOf(Notice notice) => new(notice.Region, notice.Category, notice.Subject);

    private static string? DetailOf(Words words, Notice notice) => notice.What switch
    {
        Happenings.VerificationEnds or "leader.verified.v1" when Dates.Read(notice.About) is { } day =>
            words.Texts.Notices.Until(words.Date(day)),
        "initiative.asked-what-holds-it-up.v1" when Dates.Read(notice.About) is { } day =>
            words.Texts.Today.Silent(words.Date(day)),
        Happenings.ImportFinished when RowCounts.Read(notice.About) is { Refused: > 0 and var refused } =>
            words.Texts.Notices.RowsRefused(words.Number(refused)),
        _ => null,
    };

    private static string? Number(int? count) => count?.ToString(CultureInfo.InvariantCulture);

    private static string PathOf(Notice notice) => notice switch
    {
        { What: Happenings.Many } => "/notices",
        { Kind: NoticeKind.Question } => "/today",
        { Category: "community" } => $"/communities/{notice.Subject}",
        { Category: "leader" } => $"/leaders/{notice.Subject}",
        { Category: "initiative" } => $"/initiatives/{notice.Subject}",
        { Category: "account" } => "/account",
        { Category: "import" } => $"/work/{notice.Subject}",
        _ => "/notices",
    };
}
