using CommunityGrains.Registry.Queries.Answering;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>
/// The full-text index of trigrams. It answers with rows that have all trigrams of a word, somewhere. Words
/// are cut from normalized text and quoted, so nothing typed can become a part of the index's own language.
/// </summary>
internal sealed class SqliteTextIndex(Moment moment) : TextIndex
{
    public override int CountMax => 2_000;

    public override async ValueTask<List<long>> FindAsync(
        CommunityFilter filter, IReadOnlyList<int> words, bool inName = false)
    {
        var trigrams = string.Join(" AND ", words.Select(word => Trigrams(filter.Words[word].Pattern)));
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
