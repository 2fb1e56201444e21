namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Rows that can match a text, from the database's index of texts: worth looking for when they are
/// few.</summary>
internal sealed class SearchCandidates(Moment moment, CommunityFilter filter)
{
    private readonly TextIndex index = moment.Dialect.Texts(moment);

    /// <summary>The rows to look at: those found, or all. The parameter is set with it.</summary>
    public static string Among(CommunityFilter filter, Moment moment, long[]? candidates)
    {
        if (candidates is null) return "community c";
        filter.Values["candidates"] = candidates;
        return moment.Dialect.CommunitiesAt("candidates");
    }

    /// <summary>The positions of the candidates; null when there are too many, or when the text has no word
    /// the index could know. Earlier versions are not in the index.</summary>
    public async ValueTask<long[]?> FindAsync()
    {
        if (!moment.IsNow || filter.Words.Count == 0) return null;
        var known = Enumerable.Range(0, filter.Words.Count).Where(IsKnown)
            .ToLookup(i => filter.Words[i].NamesMunicipality);
        if (known[false].Any() && await MatchingAsync([.. known[false]]) is { } all) return all;
        foreach (var word in known[true])
            if (await OfMunicipalityOrTextAsync(word) is { } some) return some;
        return null;
    }

    /// <summary>The same for rows with all words in the name.</summary>
    public async ValueTask<long[]?> FindInNameAsync()
    {
        var words = Enumerable.Range(0, filter.Words.Count).ToList();
        return moment.IsNow && words.All(IsKnown) ? await MatchingAsync(words, inName: true) : null;
    }

    private bool IsKnown(int word) => filter.Words[word].Pattern.Length >= TextIndex.PartLengthMin;

    private async ValueTask<long[]?> OfMunicipalityOrTextAsync(int word)
    {
        filter.Values["countMax"] = index.CountMax + 1;
        var inMunicipality = await moment.ListAsync($"""
            select c.position_from from community c
            where c.region = @region and {moment.Holds("c")}
              and c.municipality in {CommunityFilter.Named(moment, word)}
            limit @countMax
            """, filter.Values, row => row.Int64(0));
        if (inMunicipality.Count > index.CountMax) return null;
        var inText = await index.FindAsync(filter, [word]);
        return inText.Count > index.CountMax ? null : [.. inMunicipality.Union(inText)];
    }

    private async ValueTask<long[]?> MatchingAsync(IReadOnlyList<int> words, bool inName = false)
    {
        var found = await index.FindAsync(filter, words, inName);
        return found.Count > index.CountMax ? null : [.. found];
    }
}
