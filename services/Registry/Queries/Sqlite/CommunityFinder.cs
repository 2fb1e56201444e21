using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>A community found: the position of its row, and where it stands in the order asked for.</summary>
internal readonly record struct Found(long Position, Cursor Place);

/// <summary>
/// Finds rows in order. Without a text, the index of the order is walked from the cursor on. With a text
/// there are two ways, and the number of candidates picks one: few are fetched from the search index and
/// sorted; many lie so dense that walking the names until the page is full is faster.
/// </summary>
internal sealed class CommunityFinder(Moment moment, CommunityQuery query)
{
    private readonly CommunityFilter filter = new(query, moment);

    private sealed record Row(long Position, long Bucket, string? Name, long Number, byte[] Id)
    {
        public static Row Read(SqliteDataReader row) => new(
            row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3),
            row.GetFieldValue<byte[]>(4));

        public Found AsFound(CommunityOrder order) => new(Position, new Cursor(
            Bucket, order == CommunityOrder.Name ? Name! : CursorNumbers.Write(Number), Id));
    }

    /// <summary>The rows after the cursor, at most so many.</summary>
    public IReadOnlyList<Found> Find(Cursor? after, int countMax)
    {
        var candidates = new SearchCandidates(moment, filter).Find();
        if (filter.Patterns.Count == 0 || query.Order != CommunityOrder.Name)
            return Walk(filter.Where, bucket: 0, after, countMax, candidates);
        return candidates is null ? NamesFirst(after, countMax) : Ranked(candidates, after, countMax);
    }

    /// <summary>Those with the words in the name: few, which the search index knows, or so many that walking
    /// meets a page of them soon. Then, where the page has room, the others, by walking.</summary>
    private List<Found> NamesFirst(Cursor? after, int countMax)
    {
        var first = after is { Bucket: > 0 }
            ? []
            : Walk(
                $"{filter.WhereInName} and {filter.InName}", bucket: 0, after, countMax,
                new SearchCandidates(moment, filter).FindInName());
        if (first.Count >= countMax) return first;
        var rest = Walk(
            $"{filter.Where} and not ({filter.InName})", bucket: 1, after is { Bucket: > 0 } ? after : null,
            countMax - first.Count, candidates: null);
        return [.. first, .. rest];
    }

    private void Place(Cursor? after)
    {
        if (after is null) return;
        filter.Values["key"] = query.Order == CommunityOrder.Name ? after.Key : Number(after.Key);
        filter.Values["id"] = after.Id;
    }

    private List<Found> Walk(string where, long bucket, Cursor? after, int countMax, string? candidates)
    {
        var (key, direction, compare) = query.Order switch
        {
            CommunityOrder.LastSign => ("c.last_sign_on", "desc", "<"),
            CommunityOrder.Changed => ("c.position_from", "desc", "<"),
            _ => ("c.sort_key", "", ">"),
        };
        var byName = query.Order == CommunityOrder.Name;
        filter.Values["limit"] = countMax;
        Place(after);
        var sql = $"""
            select c.position_from, {bucket}, {(byName ? key : "null")}, {(byName ? "0" : key)}, c.id
            from {SearchCandidates.Among(candidates)}
            where {where}
              {(after is null ? "" : $"and ({key}, c.id) {compare} (@key, @id)")}
            order by {key} {direction}, c.id {direction} limit @limit
            """;
        return moment.List(sql, filter.Values, row => Row.Read(row).AsFound(query.Order));
    }

    private List<Found> Ranked(string candidates, Cursor? after, int countMax)
    {
        filter.Values["limit"] = countMax;
        filter.Values["bucket"] = after?.Bucket;
        Place(after);
        var sql = $"""
            select c.position_from, not ({filter.InName}) as bucket, c.sort_key, 0, c.id
            from {SearchCandidates.Among(candidates)}
            where {filter.Where}
              {(after is null ? "" : "and (bucket, c.sort_key, c.id) > (@bucket, @key, @id)")}
            order by bucket, c.sort_key, c.id limit @limit
            """;
        return moment.List(sql, filter.Values, row => Row.Read(row).AsFound(query.Order));
    }

    private static long Number(string key) =>
        long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidCursorException();
}
