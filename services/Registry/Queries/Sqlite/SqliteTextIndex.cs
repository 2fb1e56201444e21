using CommunityGrains.Registry.Queries.Answering;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>
/// The full-text index of trigrams. It answers with rows that have all trigrams of a word, somewhere. Words
/// are cut from normalized text and quoted, so nothing typed can become a part of the index's own language.
/// </summary>
internal sealed class SqliteTextIndex(Moment moment, CommunityFilter filter) : TextIndex
{
    /// <summary>So many candidates are fetched and sorted; more lie dense enough to be met by
    /// walking.</summary>
    private const int CountMax = 2_000;

    public override async ValueTask<Candidates?> FindAsync()
    {
        if (!moment.IsNow || filter.Words.Count == 0) return null;
        var known = filter.Words.Where(IsKnown).ToLookup(word => word.NamesMunicipality);
        if (known[false].Any() && Among(await MatchingAsync(known[false])) is { } all) return all;
        foreach (var word in known[true])
            if (Among(await OfMunicipalityOrTextAsync(word)) is { } some) return some;
        return null;
    }

    public override async ValueTask<Candidates?> FindInNameAsync() =>
        moment.IsNow && filter.Words.All(IsKnown)
            ? Among(await MatchingAsync(filter.Words, inName: true))
            : null;

    private static bool IsKnown(SearchWord word) => word.Pattern.Length >= PartLengthMin;

    private Candidates? Among(IReadOnlyCollection<long> positions)
    {
        if (positions.Count > CountMax) return null;
        filter.Values["candidates"] = positions.ToArray();
        // The order of the two is fixed: an index of the order asked for must not tempt it to walk.
        return new Candidates(
            "json_each(@candidates) candidate cross join community c on c.position_from = candidate.value");
    }

    private async ValueTask<IReadOnlyCollection<long>> OfMunicipalityOrTextAsync(SearchWord word)
    {
        filter.Values["countMax"] = CountMax + 1;
        var inMunicipality = await moment.ListAsync($"""
            select c.position_from from community c
            where c.region = @region and {moment.Holds("c")}
              and {moment.Dialect.In("c.municipality", $"named{word.Number}", areIds: true)}
            limit @countMax
            """, filter.Values, row => row.Int64(0));
        if (inMunicipality.Count > CountMax) return inMunicipality;
        var inText = await MatchingAsync([word]);
        return inText.Count > CountMax ? inText : [.. inMunicipality.Union(inText)];
    }

    private async ValueTask<List<long>> MatchingAsync(IEnumerable<SearchWord> words, bool inName = false)
    {
        var trigrams = string.Join(" AND ", words.Select(word => Trigrams(word.Pattern)));
        filter.Values["expression"] = inName ? $"name : ({trigrams})" : trigrams;
        filter.Values["countMax"] = CountMax + 1;
        return await moment.ListAsync(
            "select rowid from community_search where community_search match @expression limit @countMax",
            filter.Values, row => row.Int64(0));
    }

    private static string Trigrams(string pattern) => string.Join(
        " AND ", Enumerable.Range(0, pattern.Length - PartLengthMin + 1)
            .Select(start => $"\"{pattern.Substring(start, PartLengthMin)}\""));
}
