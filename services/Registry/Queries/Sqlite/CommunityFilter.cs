using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>A community query as SQL conditions on alias <c>c</c> and their parameters. Values only ever
/// travel as parameters.</summary>
internal sealed class CommunityFilter
{
    /// <summary>Statuses that are meant when none is named.</summary>
    public static readonly string CountingStatuses = string.Join(
        ", ", Enum.GetValues<CommunityStatus>().Where(StateFacts.Counts).Select(status => (int)status));

    private readonly List<string> conditions;

    public CommunityFilter(CommunityQuery query, Moment moment, bool facetsToo = true)
    {
        Patterns = SearchText.Patterns(query.Text);
        Values["region"] = query.Region;
        conditions = ["c.region = @region", moment.Holds("c")];
        if (facetsToo) AddFacets(query, moment);
        if (query.Basis is { } basis) Add("c.basis = @basis", "basis", (int)basis);
        if (query.SuspectedOnly) conditions.Add("c.suspected > 0");
        if (SearchText.Normalize(query.Topic) is { Length: > 1 } topic)
            Add("instr(c.topics, @topic) > 0", "topic", topic);
        if (query.Within is { } box) AddBox(box);
        WhereInName = Where;
        for (var i = 0; i < Patterns.Count; i++)
        {
            var condition = $"(instr(c.search_text, @word{i}) > 0 or c.municipality in {Named(moment, i)})";
            Add(condition, $"word{i}", Patterns[i]);
        }
    }

    /// <summary>What is looked for, one pattern for each word.</summary>
    public IReadOnlyList<string> Patterns { get; }

    public Dictionary<string, object?> Values { get; } = [];

    public string Where => string.Join("\n  and ", conditions);

    /// <summary>The conditions that remain for rows that are <see cref="InName"/>: whatever stands in the
    /// name stands in the text.</summary>
    public string WhereInName { get; }

    /// <summary>All words stand in the name itself. The key to sort by is the name with its numbers padded,
    /// and the index of names has it: words without digits are looked for there.</summary>
    public string InName => string.Join(" and ", Patterns.Select((pattern, i) => pattern.Any(char.IsDigit)
        ? $"instr(c.search_name, @word{i}) > 0"
        : $"instr(' ' || c.sort_key || ' ', @word{i}) > 0"));

    /// <summary>The municipalities whose name has the word.</summary>
    public static string Named(Moment moment, int word) => $"""
        (select m.id from municipality m where m.region = @region and {moment.Holds("m")}
           and instr(m.search_text, @word{word}) > 0)
        """;

    private void AddFacets(CommunityQuery query, Moment moment)
    {
        if (query.Status is { } status) Add("c.status = @status", "status", (int)status);
        else conditions.Add($"c.status in ({CountingStatuses})");
        if (query.Municipality is not null)
            Add("c.municipality = @municipality", "municipality", IdBytes.Of(query.Municipality)!);
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
