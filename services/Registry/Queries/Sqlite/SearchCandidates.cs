using System.Globalization;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>
/// Rows that can match a text, from the index of trigrams. The index answers with rows that have all trigrams of a
/// word, somewhere; whether the word itself is there is the filter's to check. Words are cut from normalized text and
/// quoted, so nothing typed can become a part of the index's own language.
/// </summary>
internal sealed class SearchCandidates(Moment moment, CommunityFilter filter, int countMax)
{
    private const int TrigramLength = 3;

    /// <summary>The positions of the candidates, as a list for SQL; null when there are more than so many, or when
    /// the text has no word the index could know. Earlier versions are not in the index.</summary>
    public string? Find()
    {
        if (!moment.IsNow || filter.Stems.Count == 0) return null;
        var named = Enumerable.Range(0, filter.Stems.Count).ToLookup(IsMunicipality);
        var indexed = named[false].Where(i => filter.Stems[i].Length >= TrigramLength).ToList();
        if (indexed.Count > 0 && Matching(string.Join(" AND ", indexed.Select(Trigrams))) is { } all) return all;
        foreach (var word in named[true].Where(i => filter.Stems[i].Length >= TrigramLength))
            if (OfMunicipalityOrText(word) is { } some) return some;
        return null;
    }

    /// <summary>The same for rows with all words in the name.</summary>
    public string? FindInName() =>
        moment.IsNow && filter.Stems.All(stem => stem.Length >= TrigramLength)
            ? Matching($"name : ({string.Join(" AND ", Enumerable.Range(0, filter.Stems.Count).Select(Trigrams))})")
            : null;

    private bool IsMunicipality(int stem) =>
        moment.Scalar<long>($"select exists {CommunityFilter.Named(moment, stem)}", filter.Parameters) == 1;

    private string? OfMunicipalityOrText(int stem)
    {
        filter.Parameters.Add("candidates", countMax + 1);
        var inMunicipality = moment.Query<long>($"""
            select c.position_from from community c
            where c.region = @region and {moment.Holds("c")} and c.municipality in {CommunityFilter.Named(moment, stem)}
            limit @candidates
            """, filter.Parameters).ToList();
        return inMunicipality.Count <= countMax && Matching(Trigrams(stem)) is { } inText
            ? Listed(inMunicipality, inText)
            : null;
    }

    private string? Matching(string expression)
    {
        filter.Parameters.Add("expression", expression);
        filter.Parameters.Add("candidates", countMax + 1);
        var found = moment.Query<long>(
            "select rowid from community_search where community_search match @expression limit @candidates",
            filter.Parameters).ToList();
        return found.Count <= countMax ? Listed(found) : null;
    }

    private string Trigrams(int stem)
    {
        var word = filter.Stems[stem];
        return string.Join(" AND ", Enumerable.Range(0, word.Length - TrigramLength + 1)
            .Select(start => $"\"{word.Substring(start, TrigramLength)}\""));
    }

    private static string Listed(IEnumerable<long> positions, string more = "") => string.Join(
        ',', positions.Select(position => position.ToString(CultureInfo.InvariantCulture))
            .Concat(more.Length == 0 ? [] : [more]));
}
