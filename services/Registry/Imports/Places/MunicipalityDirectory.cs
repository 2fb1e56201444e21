using System.Text.RegularExpressions;
using CommunityGrains.Domain;

namespace CommunityGrains.Registry.Imports.Places;

/// <summary>A municipality as imports need to know it. <c>Names</c> and <c>Codes</c>: current and earlier,
/// short and official. <c>Region</c>: where it lies. <c>Successor</c>: what it became part of.</summary>
public sealed record KnownMunicipality(
    MunicipalityId Id, string Region, IReadOnlyList<string> Names, IReadOnlyList<string> Codes,
    MunicipalityId? Successor = null);

/// <summary>What a municipality's cell was found to mean.</summary>
public abstract record PlaceMatch
{
    public sealed record Found(MunicipalityId Id) : PlaceMatch;

    /// <summary>None is called so; <c>Candidates</c> are called alike.</summary>
    public sealed record Unknown(IReadOnlyList<string> Candidates) : PlaceMatch;

    public sealed record Ambiguous(IReadOnlyList<string> Candidates) : PlaceMatch;

    private PlaceMatch() { }
}

/// <summary>
/// Finds municipalities by ОКТМО, official or short name, in the spellings of offices: "Городской округ город
/// Уфа", "г. Уфа", "ГО г. Уфа РБ", "Баймакский р-н", with the region in brackets or behind. Names and codes
/// that held earlier match too, and one that was merged leads to its successor. A municipal district and a
/// municipal okrug of the same name are one place renamed; a city and a district never are.
/// </summary>
public sealed partial class MunicipalityDirectory
{
    private const int CandidatesMax = 5;
    private const int SuccessionsMax = 32;

    private static readonly HashSet<string> CityWords = ["город", "городской", "городского", "зато"];

    private static readonly HashSet<string> DistrictWords =
        ["район", "района", "муниципальный", "муниципального", "округ", "округа"];

    private static readonly HashSet<string> TypeWords =
    [
        .. CityWords, .. DistrictWords, "муниципальное", "образование", "поселение", "поселения", "сельское",
            "городское",
        "внутригородская", "внутригородское", "территория", "мо",
    ];

    private enum Sort
    {
        Any,
        City,
        District,
    }

    private sealed record Name(string Stem, Sort Sort, string? Region);

    private readonly Dictionary<string, List<(KnownMunicipality Place, Sort Sort)>> byStem = [];
    private readonly Dictionary<string, List<KnownMunicipality>> byCode = [];
    private readonly Dictionary<MunicipalityId, KnownMunicipality> byId = [];
    private readonly Dictionary<string, PlaceMatch> remembered = [];
    private readonly string homeRegion;

    /// <param name="homeRegion">The centre's own region: of several municipalities of one name in different
    /// regions, the one at home is meant unless the region is said.</param>
    public MunicipalityDirectory(IEnumerable<KnownMunicipality> municipalities, string homeRegion)
    {
        this.homeRegion = homeRegion;
        foreach (var municipality in municipalities) Add(municipality);
    }

    public int Count => byId.Count;

    public KnownMunicipality? this[MunicipalityId id] => byId.GetValueOrDefault(id);

    public void Add(KnownMunicipality municipality)
    {
        remembered.Clear();
        byId[municipality.Id] = municipality;
        foreach (var name in municipality.Names.Select(Parse).Where(name => name.Stem.Length > 0).Distinct())
            ListAt(byStem, name.Stem).Add((municipality, name.Sort));
        foreach (var code in municipality.Codes.Distinct()) ListAt(byCode, code).Add(municipality);
    }

    /// <summary>What the cell means.</summary>
    public PlaceMatch Find(string text)
    {
        if (!remembered.TryGetValue(text, out var match)) remembered[text] = match = FindAnew(text);
        return match;
    }

    /// <summary>The entry that a list or an outline means: the one itself, also when it was merged. Of
    /// several, the one spelled just so, and of those the one that stands; null when none or more are
    /// left.</summary>
    /// <param name="region">Where it lies; any when null.</param>
    public KnownMunicipality? FindEntry(string text, string? region)
    {
        var entries = Called(text).Where(place => region is null || place.Region == region).ToList();
        var key = PlaceWords.Key(Brackets().Replace(text, " "));
        var same = entries.Where(place => place.Names.Any(name => PlaceWords.Key(name) == key)).ToList();
        if (entries.Count > 1 && same.Count > 0) entries = same;
        var standing = entries.Where(place => place.Successor is null).ToList();
        if (entries.Count > 1 && standing.Count > 0) entries = standing;
        return entries is [var only] ? only : null;
    }

    // By code or name, merged ones as themselves; those at home before others of the same name.
    private List<KnownMunicipality> Called(string text)
    {
        var digits = text.Trim();
        if (IsCode(digits)) return [.. (byCode.GetValueOrDefault(digits) ?? [])];
        var name = Parse(text);
        var fitting = (byStem.GetValueOrDefault(name.Stem) ?? [])
            .Where(entry => name.Sort == Sort.Any || entry.Sort == Sort.Any || entry.Sort == name.Sort)
            .Where(entry => name.Region is null || entry.Place.Region == name.Region)
            .Select(entry => entry.Place).Distinct().ToList();
        var atHome = fitting.Where(place => place.Region == homeRegion).ToList();
        return name.Region is null && atHome.Count > 0 ? atHome : fitting;
    }

    private static bool IsCode(string text) => text.Length is 8 or 11 && text.All(char.IsAsciiDigit);

    private PlaceMatch FindAnew(string text)
    {
        var digits = text.Trim();
        if (Guid.TryParse(digits, out var id)) return byId.ContainsKey(new(id)) ? Found(byId[new(id)])
            : Unknown([]);
        var called = Called(text);
        return called.Count > 0 ? Only(called)
            : Unknown(IsCode(digits) ? [] : Alike(Parse(text)));
    }

    private PlaceMatch Only(IReadOnlyList<KnownMunicipality> places)
    {
        var standing = places.Select(Standing).DistinctBy(place => place.Id).ToList();
        return standing switch
        {
            [] => Unknown([]),
            [var only] => Found(only),
            _ => new PlaceMatch.Ambiguous([.. standing.Take(CandidatesMax).Select(Label)]),
        };
    }

    private static PlaceMatch.Found Found(KnownMunicipality place) => new(place.Id);

    private static PlaceMatch.Unknown Unknown(IReadOnlyList<string> candidates) => new(candidates);

    // What it has become part of, if it has.
    private KnownMunicipality Standing(KnownMunicipality place)
    {
        for (var steps = 0; place.Successor is { } next && byId.TryGetValue(next, out var successor)
            && steps < SuccessionsMax; steps++)
            place = successor;
        return place;
    }

    private List<string> Alike(Name name)
    {
        if (name.Stem.Length == 0) return [];
        var most = Math.Max(1, name.Stem.Length / 4);
        return [.. byStem
            .Select(pair => (pair.Value, edits: pair.Key == name.Stem ? 0
                : SharedStart(pair.Key, name.Stem) ? 1
                : Columns.ColumnMatcher.Edits(pair.Key, name.Stem)))
            .Where(candidate => candidate.edits <= most)
            .OrderBy(candidate => candidate.edits)
            .SelectMany(candidate => candidate.Value.Select(entry => Label(entry.Place)))
            .Distinct().Take(CandidatesMax)];
    }

    // "Баймак" and "Баймакский": the town and the district around it.
    private static bool SharedStart(string left, string right) => Math.Min(left.Length, right.Length) >= 4
        && (left.StartsWith(right, StringComparison.Ordinal)
            || right.StartsWith(left, StringComparison.Ordinal));

    private string Label(KnownMunicipality place) => place.Region == homeRegion
        ? place.Names[^1]
        : $"{place.Names[^1]} ({Regions.Name(place.Region)})";

    private static Name Parse(string text)
    {
        string? region = null;
        foreach (Match bracket in Brackets().Matches(text))
        {
            var inner = bracket.Groups["inner"].Value;
            region ??= Regions.Find(inner);
        }

        var words = PlaceWords.Of(Brackets().Replace(text, " "));
        if (region is null) (words, region) = Regions.TakeOff(words);
        var stem = words.Where(word => !TypeWords.Contains(word)).ToList();
        // "Городской округ" alone, or "Октябрьский район" of letters only: never an empty stem for a real
        // name.
        var sort = words.Any(CityWords.Contains) ? Sort.City : words.Any(DistrictWords.Contains)
            ? Sort.District : Sort.Any;
        return new Name(string.Join(' ', stem), sort, region);
    }

    private static List<T> ListAt<T>(Dictionary<string, List<T>> lists, string key) =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];

    [GeneratedRegex(@"\((?<inner>[^)]*)\)", RegexOptions.None, 1000)]
    private static partial Regex Brackets();
}
