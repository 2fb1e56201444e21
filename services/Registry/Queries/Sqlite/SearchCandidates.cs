namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>
/// Rows that can match a text, from the index of trigrams. The index answers with rows that have all trigrams
/// of a word, somewhere; whether the word itself is there is the filter's to check. Words are cut from
/// normalized text and quoted, so nothing typed can become a part of the index's own language.
/// </summary>
internal sealed class SearchCandidates(Moment moment, CommunityFilter filter)
{
    /// <summary>Up to so many candidates are fetched and sorted; more lie dense enough to be met by
    /// walking.</summary>
    private const int CountMax = 2_000;

    private const int TrigramLength = 3;

    /// <summary>The rows to look at: those found, or all.</summary>
    public static string Among(string? candidates) => candidates is null
        ? "community c"
        : $"json_each('{candidates}') candidate cross join community c on c.position_from = candidate.value";

    /// <summary>The positions of the candidates, as a JSON array; null when there are more than so many, or
    /// when the text has no word the index could know. Earlier versions are not in the index.</summary>
    public string? Find()
    {
        if (!moment.IsNow || filter.Patterns.Count == 0) return null;
        var named = Enumerable.Range(0, filter.Patterns.Count).ToLookup(IsMunicipality);
        var indexed = named[false].Where(i => filter.Patterns[i].Length >= TrigramLength).ToList();
        if (indexed.Count > 0 && Matching(AllOf(indexed)) is { } all) return all;
        foreach (var word in named[true].Where(i => filter.Patterns[i].Length >= TrigramLength))
            if (OfMunicipalityOrText(word) is { } some) return some;
        return null;
    }

    /// <summary>The same for rows with all words in the name.</summary>
    public string? FindInName() =>
        moment.IsNow && filter.Patterns.All(pattern => pattern.Length >= TrigramLength)
            ? Matching($"name : ({AllOf(Enumerable.Range(0, filter.Patterns.Count))})")
            : null;

    private bool IsMunicipality(int word) => moment.First(
        $"select exists {CommunityFilter.Named(moment, word)}", filter.Values, row => row.GetInt64(0)) == 1;

    private string? OfMunicipalityOrText(int word)
    {
        var inMunicipality = moment.List($"""
            select c.position_from from community c
            where c.region = @region and {moment.Holds("c")}
              and c.municipality in {CommunityFilter.Named(moment, word)}
            limit {CountMax + 1}
            """, filter.Values, row => row.GetInt64(0));
        if (inMunicipality.Count > CountMax) return null;
        var inText = Positions(Trigrams(word));
        return inText.Count <= CountMax ? Listed(inMunicipality.Union(inText)) : null;
    }

    private string? Matching(string expression) =>
        Positions(expression) is { Count: <= CountMax } found ? Listed(found) : null;

    private List<long> Positions(string expression)
    {
        filter.Values["expression"] = expression;
        return moment.List($"""
            select rowid from community_search where community_search match @expression limit {CountMax + 1}
            """,
            filter.Values, row => row.GetInt64(0));
    }

    private string AllOf(IEnumerable<int> words) => string.Join(" AND ", words.Select(Trigrams));

    private string Trigrams(int word)
    {
        var pattern = filter.Patterns[word];
        return string.Join(" AND ", Enumerable.Range(0, pattern.Length - TrigramLength + 1)
            .Select(start => $"\"{pattern.Substring(start, TrigramLength)}\""));
    }

    private static string Listed(IEnumerable<long> positions) =>
        $"[{string.Join(',', positions.Select(CursorNumbers.Write))}]";
}
