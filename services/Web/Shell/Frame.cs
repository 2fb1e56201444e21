using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Shell;

/// <summary>What every part of a page may ask about: the language, the addresses, the title, the section.
/// <c>Zone</c>: in which instants are written.</summary>
public sealed record Frame(
    Words Words, Links Links, string Region, TimeZoneInfo Zone, string Title = "",
    Section Section = Section.None)
{
    /// <summary>The pictures under the map; null for the areas alone, on paper.</summary>
    public MapTiles? Tiles { get; init; }

    /// <summary>Whose the map's data are, besides the registry's own.</summary>
    public string? MapCredit { get; init; }

    /// <summary>Whether the viewer may take the list of communities as a file.</summary>
    public bool MayExport { get; init; }

    /// <summary>Whether the viewer may open a page, by its pattern ("/people"), for some place at
    /// least.</summary>
    public Func<string, bool> MayOpen { get; init; } = _ => false;

    /// <summary>What everybody is led to.</summary>
    public IReadOnlyList<MenuLine> Menu { get; init; } = [];

    /// <summary>The viewer's work; empty for who is not signed in.</summary>
    public IReadOnlyList<MenuLine> Work { get; init; } = [];

    /// <summary>The address that the viewer signs in by; null when he is not signed in.</summary>
    public string? SignedInAs { get; init; }

    /// <summary>How many notices the viewer has not read; null when he is not signed in.</summary>
    public int? Unread { get; init; }

    /// <summary>What the page's forms carry; null where nobody can sign in.</summary>
    public FormSeal? Forms { get; init; }

    /// <summary>Whether something on the page goes on by itself.</summary>
    public bool GoesOn { get; init; }

    /// <summary>Whether the page belongs to one browser, and is to be kept by none.</summary>
    public bool IsPrivate => Section is Section.Account or Section.Accounts or Section.People
            or Section.Voice or Section.Moderation
        || Work.Any(line => line.Section == Section);

    /// <summary>The title of the browser's tab: the page first, then the site.</summary>
    public string TabTitle => Title.Length == 0 || Title == Words.Texts.Shell.Brand
        ? $"{Words.Texts.Shell.Brand} · {Words.Region(Region)}"
        : $"{Title} · {Words.Texts.Shell.Brand}";

    /// <summary>The tag of the language that names in the register are in, where it is not the page's
    /// own.</summary>
    public string? DataTag => Words.Language == Language.Russian ? null : Language.Russian.Tag();

    /// <summary>The calendar day of an instant, here.</summary>
    public DateOnly Day(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
}
