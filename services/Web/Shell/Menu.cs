using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Shell;

/// <summary>A line of the menu.</summary>
public sealed record MenuLine(Section Section, string Address, string Name);

/// <summary>What the menu leads to: what everybody sees, and the work of who is signed in. A line stands
/// where the table of rights lets the viewer see its page.</summary>
internal static class Menu
{
    private sealed record Entry(Section Section, string Page, Func<Texts, string> Name);

    private static readonly Entry[] Public =
    [
        new(Section.Communities, "/communities", texts => texts.Shell.Communities),
        new(Section.Map, "/map", texts => texts.Atlas.Map.Menu),
        new(Section.Initiatives, "/initiatives", texts => texts.Atlas.Board.Title),
        new(Section.Leaders, "/leaders", texts => texts.Claims.List.Title),
        new(Section.Municipalities, "/municipalities", texts => texts.Shell.Municipalities),
    ];

    private static readonly Entry[] Work =
    [
        new(Section.Today, "/today", texts => texts.Today.Short),
        new(Section.Moderation, "/moderation", texts => texts.Voice.Moderation.Title),
        new(Section.Duplicates, "/duplicates", texts => texts.Duplicates.Title),
        new(Section.Imports, "/import", texts => texts.Import.Menu),
        new(Section.People, "/people", texts => texts.People.Finding.Title),
        new(Section.Accounts, "/accounts", texts => texts.Account.Frame.Accounts),
    ];

    public static IReadOnlyList<MenuLine> ForEverybody(Words words) =>
        [.. Public.Select(entry => LineOf(entry, words))];

    public static IReadOnlyList<MenuLine> ForWork(Words words, Func<string, bool> mayOpen) =>
        [.. Work.Where(entry => mayOpen(entry.Page)).Select(entry => LineOf(entry, words))];

    private static MenuLine LineOf(Entry entry, Words words) =>
        new(entry.Section, words.Language.Prefix() + entry.Page, entry.Name(words.Texts));
}
