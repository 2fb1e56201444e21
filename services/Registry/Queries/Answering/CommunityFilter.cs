using System.Text.Json;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>A word of a question. <c>Pattern</c>: what is looked for in normalized text. <c>Stem</c>: the
/// beginning that its other forms share, where the database knows forms that the pattern would miss.
/// <c>NamesMunicipality</c>: a municipality has it in its name. <c>Number</c>: its parameters end with
/// it.</summary>
internal sealed record SearchWord(int Number, string Pattern, string? Stem, bool NamesMunicipality);

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
    public string InName => string.Join(" and ", Words.Select(word => word.Pattern.Any(char.IsDigit)
        ? dialect.Contains("c.search_name", $"word{word.Number}")
        : dialect.Contains("' ' || c.sort_key || ' '", $"word{word.Number}")));

    /// <summary>Everything that the conditions of the text depend on.</summary>
    public string TextKey => JsonSerializer.Serialize(Words.Select(word => new
    {
        word.Pattern,
        word.Stem,
        Typed = word.Stem is null ? null : Values[$"typed{word.Number}"],
        Named = word.NamesMunicipality ? ((Guid[])Values[$"named{word.Number}"]!).Order() : null,
        Region = Values["region"],
    }));

    /// <summary>The conditions of the text, each for one word.</summary>
    public IReadOnlyList<string> TextConditions => [.. Words.Select(TextCondition)];

    public static async ValueTask<CommunityFilter> MakeAsync(
        Moment moment, CommunityQuery query, bool facetsToo = true)
    {
        var filter = new CommunityFilter(moment);
        filter.AddConditions(moment, query, facetsToo);
        filter.WhereInName = filter.Where;
        filter.Words = await filter.LookUpAsync(moment, query.Text);
        filter.conditions.AddRange(filter.TextConditions);
        return filter;
    }

    /// <summary>The words, with what the database knows of them: the municipalities they name and, where it
    /// has a dictionary, the stems of their forms.</summary>
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

        var numbers = Enumerable.Range(0, patterns.Count).ToList();
        var stems = numbers.Select(i => $"{dialect.Stem($"typed{i}")} as stem{i}");
        var named = numbers.Select(i => dialect.Contains("m.search_text", $"word{i}"));
        var rows = await moment.ListAsync($"""
            select m.id, m.search_text, {string.Join(", ", numbers.Select(i => $"known.stem{i}"))}
            from (select {string.Join(", ", stems)}) known
            left join municipality m
              on m.region = @region and {moment.Holds("m")} and ({string.Join(" or ", named)})
            """, Values, row => (
                Id: row.GuidOrNull(0), Name: row.TextOrNull(1) ?? "",
                Stems: numbers.Select(i => row.TextOrNull(2 + i)).ToList()));
        return [.. patterns.Select((pattern, i) => Word(i, pattern, rows[0].Stems[i]))];

        SearchWord Word(int number, string pattern, string? stem)
        {
            Guid[] municipalities =
            [
                .. rows.Where(row => row.Name.Contains(pattern, StringComparison.Ordinal))
                    .Select(row => row.Id!.Value),
            ];
            if (municipalities.Length > 0) Values[$"named{number}"] = municipalities;
            return new SearchWord(
                number, pattern, FurtherStem(pattern, stem), NamesMunicipality: municipalities.Length > 0);
        }
    }

    /// <summary>A form has its stem at its beginning: when the pattern stands in the stem, every form has
    /// it.</summary>
    private static string? FurtherStem(string pattern, string? stem) =>
        pattern[0] == ' ' || stem is null || stem.Contains(pattern, StringComparison.Ordinal) ? null : stem;

    private string TextCondition(SearchWord word)
    {
        var found = new List<string> { dialect.Contains("c.search_text", $"word{word.Number}") };
        if (word.Stem is { } stem)
        {
            Values[$"stem{word.Number}"] = $" {stem}";
            found.Add(dialect.HasForm("c.search_text", $"stem{word.Number}", $"typed{word.Number}"));
        }

        if (word.NamesMunicipality)
            found.Add(dialect.In("c.municipality", $"named{word.Number}", areIds: true));
        return $"({string.Join(" or ", found)})";
    }

    private void AddConditions(Moment moment, CommunityQuery query, bool facetsToo)
    {
        Add("c.region = @region", "region", query.Region);
        conditions.Add(moment.Holds("c"));
        if (facetsToo) AddFacets(query, moment);
        if (query.Basis is { } basis) Add("c.basis = @basis", "basis", (int)basis);
        if (query.Among is { } among)
        {
            Add(dialect.In("c.id", "among", areIds: true), "among",
                among.Select(community => community.Value).ToArray());
        }

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
        Add("c.latitude_e7 >= @south and c.latitude_e7 <= @north", "south", Degrees.E7(box.South)!);
        Values["north"] = Degrees.E7(box.North);
        Add("c.longitude_e7 >= @west and c.longitude_e7 <= @east", "west", Degrees.E7(box.West)!);
        Values["east"] = Degrees.E7(box.East);
    }

    private void Add(string condition, string parameter, object value)
    {
        conditions.Add(condition);
        Values[parameter] = value;
    }
}
