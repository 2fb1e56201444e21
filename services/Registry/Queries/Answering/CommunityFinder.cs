using CommunityGrains.EventLog;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>A row found: its position, and where it stands in the order asked for.</summary>
internal readonly record struct Found(long Position, Cursor Place);

/// <summary>
/// Finds rows in order. Without a text, the index of the order is walked from the cursor on. With a text
/// there are two ways, and the number of candidates picks one: few are fetched from the search index and
/// sorted; many lie so dense that walking the names until the page is full is faster.
/// </summary>
internal sealed class CommunityFinder(Moment moment, CommunityQuery query, CommunityFilter filter)
{
    private readonly TextIndex texts = moment.Dialect.Texts(moment, filter, query.Order);

    /// <summary>The rows after the cursor, at most so many.</summary>
    public static async ValueTask<IReadOnlyList<Found>> FindAsync(
        Moment moment, CommunityQuery query, Cursor? after, int countMax)
    {
        var filter = await CommunityFilter.MakeAsync(moment, query);
        var finder = new CommunityFinder(moment, query, filter);
        if (countMax <= CommonWords.RowsMax && await finder.RecallAsync() is { } known)
        {
            var page = await finder.RankedAsync(known, after, countMax);
            if (page.Count == countMax || known.UpTo is null) return page;
        }

        return await finder.FindAsync(after, countMax);
    }

    /// <summary>What is remembered of the words, or will be from now on; null when they are found soon
    /// without that.</summary>
    private async ValueTask<Candidates?> RecallAsync()
    {
        if (moment.Dialect.Remembered is not { } remembered || !moment.IsNow || filter.Words.Count == 0
            || query.Order != CommunityOrder.Name)
            return null;
        var words = filter.TextKey;
        if (remembered.Find(words, moment) is not { } known)
        {
            if (!await texts.IsCostlyAsync()) return null;
            var textAlone = new CommunityQuery(query.Region) { Text = query.Text };
            var all = await CommunityFilter.MakeAsync(moment, textAlone, facetsToo: false);
            known = remembered.Remember(
                words, moment,
                await new CommunityFinder(moment, textAlone, all)
                    .FindAsync(after: null, CommonWords.RowsMax));
        }

        filter.Values["known"] = known.Positions;
        filter.Values["since"] = known.At.Position - RequestCheck.EventsMax;
        return new Candidates($"""
            (select * from community c where c.region = @region and {moment.Holds("c")}
               and ({moment.Dialect.In("c.position_from", "known")} or c.position_from > @since)) c
            """, known.UpTo);
    }

    private async ValueTask<IReadOnlyList<Found>> FindAsync(Cursor? after, int countMax)
    {
        var candidates = await texts.FindAsync();
        if (filter.Words.Count == 0 || query.Order != CommunityOrder.Name)
            return await WalkAsync(filter.Where, bucket: 0, after, countMax, candidates);
        return candidates is null
            ? await NamesFirstAsync(after, countMax)
            : await RankedAsync(candidates, after, countMax);
    }

    /// <summary>Those with the words in the name: few, which the search index knows, or so many that walking
    /// meets a page of them soon. Then, where the page has room, the others, by walking.</summary>
    private async ValueTask<List<Found>> NamesFirstAsync(Cursor? after, int countMax)
    {
        var first = after is { Bucket: > 0 }
            ? []
            : await WalkAsync(
                $"{filter.WhereInName} and {filter.InName}", bucket: 0, after, countMax,
                await texts.FindInNameAsync());
        if (first.Count >= countMax) return first;
        var rest = await WalkAsync(
            $"{filter.Where} and not ({filter.InName})", bucket: 1, after is { Bucket: > 0 } ? after : null,
            countMax - first.Count, candidates: null);
        return [.. first, .. rest];
    }

    private ValueTask<List<Found>> WalkAsync(
        string where, long bucket, Cursor? after, int countMax, Candidates? candidates)
    {
        var (key, direction, compare) = query.Order switch
        {
            CommunityOrder.LastSign => ("c.last_sign_on", "desc", "<"),
            CommunityOrder.Changed => ("c.position_from", "desc", "<"),
            _ => ("c.sort_key", "", ">"),
        };
        Place(after, countMax);
        var sql = $"""
            select c.position_from, c.id, {key}
            from {candidates?.From ?? "community c"}
            where {where}
              {(after is null ? "" : $"and ({key}, c.id) {compare} (@key, @id)")}
            order by {key} {direction}, c.id {direction} limit @limit
            """;
        return moment.ListAsync(sql, filter.Values, row => new Found(row.Int64(0), Cursor.At(
            bucket, query.Order == CommunityOrder.Name ? row.Text(2) : CursorNumbers.Write(row.Int64(2)),
            row.Guid(1))));
    }

    private ValueTask<List<Found>> RankedAsync(Candidates candidates, Cursor? after, int countMax)
    {
        Place(after, countMax);
        if (candidates.UpTo is { } last)
        {
            filter.Values["lastBucket"] = last.Bucket;
            filter.Values["lastKey"] = last.Key;
            filter.Values["lastId"] = last.RecordId();
        }

        var sql = $"""
            select position_from, id, sort_key, bucket from (
              select c.position_from, c.id, c.sort_key, case when {filter.InName} then 0 else 1 end as bucket
              from {candidates.From}
              where {filter.Where}) ranked
            where true
              {(after is null ? "" : "and (bucket, sort_key, id) > (@bucket, @key, @id)")}
              {(candidates.UpTo is null
                  ? ""
                  : "and (bucket, sort_key, id) <= (@lastBucket, @lastKey, @lastId)")}
            order by bucket, sort_key, id limit @limit
            """;
        return moment.ListAsync(sql, filter.Values, row => new Found(
            row.Int64(0), Cursor.At(row.Int64(3), row.Text(2), row.Guid(1))));
    }

    private void Place(Cursor? after, int countMax)
    {
        filter.Values["limit"] = countMax;
        if (after is null) return;
        filter.Values["bucket"] = after.Bucket;
        filter.Values["key"] =
            query.Order == CommunityOrder.Name ? after.Key : CursorNumbers.Read(after.Key);
        filter.Values["id"] = after.RecordId();
    }
}
