using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>A word of a question. <c>Pattern</c>: what is looked for in normalized text. <c>Stem</c>: the
/// beginning that its other forms share, where the database knows forms that the pattern would miss.
/// <c>NamesMunicipality</c>: a municipality has it in its name.</summary>
internal sealed record SearchWord(string Pattern, string? Stem, bool NamesMunicipality);

/// <summary>A community query as SQL conditions on alias <c>c</c> and their parameters. Values only ever
/// travel as parameters.</summary>
internal sealed class CommunityFilter
{
    /// <summary>Statuses that are meant when none is named.</summary>
    public static readonly string CountingStatuses = string.Join(
        ", ", Enum.GetValues<CommunityStatus>().Where(StateFacts.Counts).Select(status => (int)status));

    private readonly List<string> conditions = [];
    private readonly Dialect dialect;

    private CommunityFilter(Moment moment) => dialect = moment.Dialect;

    /// <summary>What is looked for, one for each word.</summary>
    public IReadOnlyList<SearchWord> Words { get; private set; } = [];

    public Dictionary<string, object?> Values { get; } = [];

    public string Where => string.Join("\n  and ", conditions);

    /// <summary>The conditions that remain for rows that are <see cref="InName"/>: whatever stands in the
    /// name stands in the text.</summary>
    public string WhereInName { get; private set; } = "";

    /// <summary>All words stand in the name itself. The key to sort by is the name with its numbers padded,
    /// and the index of names has it: words without digits are looked for there.</summary>
    public string InName => string.Join(" and ", Words.Select((word, i) => word.Pattern.Any(char.IsDigit)
        ? dialect.Contains("c.search_name", $"word{i}")
        : dialect.Contains("' ' || c.sort_key || ' '", $"word{i}")));

    public static async ValueTask<CommunityFilter> MakeAsync(
        Moment moment, CommunityQuery query, bool facetsToo = true)
    {
        var filter = new CommunityFilter(moment);
        filter.AddConditions(moment, query, facetsToo);
        filter.WhereInName = filter.Where;
        filter.Words = await filter.LookUpAsync(moment, query.Text);
        for (var i = 0; i < filter.Words.Count; i++) filter.AddWord(moment, i);
        return filter;
    }

    /// <summary>The municipalities whose name has the word.</summary>
    public static string Named(Moment moment, int word) => $"""
        (select m.id from municipality m where m.region = @region and {moment.Holds("m")}
           and {moment.Dialect.Contains("m.search_text", $"word{word}")})
        """;

    private async ValueTask<IReadOnlyList<SearchWord>> LookUpAsync(Moment moment, string? text)
    {
        var patterns = SearchText.Patterns(text);
        if (patterns.Count == 0) return [];
        var typed = SearchText.Normalize(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .DistinctBy(word => SearchText.Patterns(word)[0])
            .ToDictionary(word => SearchText.Patterns(word)[0]);
        for (var i = 0; i < patterns.Count; i++)
        {
            Values[$"word{i}"] = patterns[i];
            Values[$"typed{i}"] = typed[patterns[i]];
        }

        var columns = patterns.Select((_, i) =>
            $"case when exists {Named(moment, i)} then 1 else 0 end, {dialect.Stem($"typed{i}")}");
        var words = await moment.FirstAsync(
            $"select {string.Join(", ", columns)}", Values, row => patterns.Select((pattern, i) => new SearchWord(
                pattern,
                row.IsNull((2 * i) + 1) ? null : FurtherStem(pattern, row.Text((2 * i) + 1)),
                row.Int64(2 * i) == 1)).ToList());
        return words!;
    }

    /// <summary>A form has its stem at its beginning: when the pattern stands in the stem, every form has
    /// it.</summary>
    private static string? FurtherStem(string pattern, string stem) =>
        pattern.Length < TextIndex.PartLengthMin || stem.Contains(pattern, StringComparison.Ordinal) ? null : stem;

    private void AddWord(Moment moment, int word)
    {
        var found = dialect.Contains("c.search_text", $"word{word}");
        if (Words[word].Stem is { } stem)
        {
            Values[$"stem{word}"] = $" {stem}";
            found += $" or {dialect.HasForm("c.search_text", $"stem{word}", $"typed{word}")}";
        }

        conditions.Add($"({found} or c.municipality in {Named(moment, word)})");
    }

    private void AddConditions(Moment moment, CommunityQuery query, bool facetsToo)
    {
        Add("c.region = @region", "region", query.Region);
        conditions.Add(moment.Holds("c"));
        if (facetsToo) AddFacets(query, moment);
        if (query.Basis is { } basis) Add("c.basis = @basis", "basis", (int)basis);
        if (query.SuspectedOnly) conditions.Add("c.suspected > 0");
        if (SearchText.Normalize(query.Topic) is { Length: > 1 } topic)
            Add(dialect.Contains("c.topics", "topic"), "topic", topic);
        if (query.Within is { } box) AddBox(box);
    }

    private void AddFacets(CommunityQuery query, Moment moment)
    {
        if (query.Status is { } status) Add("c.status = @status", "status", (int)status);
        else conditions.Add($"c.status in ({CountingStatuses})");
        if (query.Municipality is { } municipality)
            Add("c.municipality = @municipality", "municipality", municipality.Value);
        if (query.Form is { } form) Add("c.form = @form", "form", (int)form);
        if (query.Leader is { } leader) Add($"{moment.Standing} = @leader", "leader", (int)leader);
    }

    private void AddBox(GeoBox box)
    {
        Add("c.latitude_e7 between @south and @north", "south", Degrees.E7(box.South)!);
        Values["north"] = Degrees.E7(box.North);
        Add("c.longitude_e7 between @west and @east", "west", Degrees.E7(box.West)!);
        Values["east"] = Degrees.E7(box.East);
    }

    private void Add(string condition, string parameter, object value)
    {
        conditions.Add(condition);
        Values[parameter] = value;
    }
}
