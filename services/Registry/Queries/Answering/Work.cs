using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Finds what asks for work. Each kind is one walk along one partial index, in the order in which it
/// is to be done; <c>x</c> is the record.</summary>
internal static class Work
{
    /// <summary>One kind: its table, what stands in its index, from when it counts, and the column that says
    /// the order and the day.</summary>
    private sealed record Frame(
        string Table, string Rows, string Also, string Order, string Day, string? Municipality);

    private const string NotAsked = "(x.asked_on is null or x.asked_on <= x.last_sign_on)";

    public static async ValueTask<WorkGroup> FindAsync(
        Moment moment, WorkQuery query, WorkKind kind, Cursor? after, string question)
    {
        var frame = FrameOf(kind);
        var values = Values(query);
        var where = $"x.region = @region and {frame.Rows}{frame.Also}"
            + Within(frame, query.Reach, moment, values);
        var count = await moment.FirstAsync(
            $"select count(*) from {frame.Table} x where {where}", values, row => row.Int32(0));
        if (count == 0) return new WorkGroup(kind, 0, [], null, moment.Position);
        values["key"] = after is null ? null : CursorNumbers.Read(after.Key);
        values["after"] = after?.RecordId();
        values["countMax"] = query.Limit + 1;
        var found = await moment.ListAsync($"""
            select x.position_from, x.{frame.Order}, x.id, x.{frame.Day} from {frame.Table} x
            where {where}{(after is null ? "" : $" and (x.{frame.Order}, x.id) > (@key, @after)")}
            order by x.{frame.Order}, x.id limit @countMax
            """, values, row => (
                Position: row.Int64(0), Day: row.Day(3),
                Place: Cursor.At(0, CursorNumbers.Write(row.Int64(1)), row.Guid(2))));
        var shown = found.Take(query.Limit).ToList();
        var items = await ItemsAsync(
            moment, query.Region, frame.Table, [.. shown.Select(row => row.Position)]);
        return new WorkGroup(
            kind, count, [.. items.Zip(shown, (item, row) => item with { Day = row.Day })],
            found.Count > shown.Count ? shown[^1].Place.Write(question) : null, moment.Position);
    }

    private static Frame FrameOf(WorkKind kind) => kind switch
    {
        WorkKind.Reviews => Leader(WorkSql.InReview("x."), "", "created", "created_on"),
        WorkKind.Expiring => Leader(
            WorkSql.Verified("x."), " and x.until >= @today and x.until <= @soon", "until", "until"),
        WorkKind.Duplicates => Community(WorkSql.Suspected("x."), "", "created", "created_on"),
        WorkKind.ToAsk => Community(
            WorkSql.Living("x."), $" and x.known_on <= @silent and {NotAsked}", "known_on", "known_on"),
        WorkKind.Unanswered => Community(
            WorkSql.Asked("x."), " and x.asked_on <= @patience", "asked_on", "asked_on"),
        WorkKind.Proposed => Community(WorkSql.Proposed("x."), "", "created", "created_on"),
        WorkKind.Stuck => new Frame(
            "initiative", WorkSql.UnderWay("x."), " and x.date_from <= @stuck", "date_from", "date_from",
            "x.municipality"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such work"),
    };

    private static Frame Leader(string rows, string also, string order, string day) =>
        new("leader", rows, also, order, day, Municipality: null);

    private static Frame Community(string rows, string also, string order, string day) =>
        new("community", rows, also, order, day, "x.municipality");

    private static Dictionary<string, object?> Values(WorkQuery query) => new()
    {
        ["region"] = query.Region,
        ["today"] = query.Today.DayNumber,
        ["soon"] = query.Today.AddDays(query.Rules.ExpiryDays).DayNumber,
        ["silent"] = query.Today.AddMonths(-query.Rules.SilentMonths).DayNumber,
        ["patience"] = query.Today.AddDays(-query.Rules.PatienceDays).DayNumber,
        ["stuck"] = query.Today.AddDays(-query.Rules.StuckDays).DayNumber,
    };

    private static string Within(
        Frame frame, WorkReach? reach, Moment moment, Dictionary<string, object?> values)
    {
        if (reach is null) return "";
        var ways = new List<string> { "1 = 0" };
        if (reach.Municipalities.Count > 0)
        {
            values["municipalities"] = reach.Municipalities.Select(id => id.Value).ToArray();
            ways.Add(frame.Municipality is { } column
                ? moment.Dialect.In(column, "municipalities", areIds: true)
                : $"""
                exists (select 1 from community place where place.region = x.region
                  and place.id = x.community and {moment.Holds("place")}
                  and {moment.Dialect.In("place.municipality", "municipalities", areIds: true)})
                """);
        }

        if (reach.Communities.Count > 0)
        {
            var own = frame.Table == "leader" ? "x.community" : "x.id";
            values["communities"] = reach.Communities.Select(id => id.Value).ToArray();
            ways.Add(frame.Table != "initiative"
                ? moment.Dialect.In(own, "communities", areIds: true)
                : $"""
                x.position_from in (select link.position_from from initiative_community link
                  where link.region = @region
                    and {moment.Dialect.In("link.community", "communities", areIds: true)})
                """);
        }

        return $" and ({string.Join(" or ", ways)})";
    }

    private static async ValueTask<IReadOnlyList<WorkItem>> ItemsAsync(
        Moment moment, string region, string table, IReadOnlyList<long> positions) => table switch
    {
        "community" => [.. (await CommunityReader.AtAsync(moment, positions))
            .Select(row => new WorkItem(default, Community: row))],
        "leader" => [.. (await Leaders.AtAsync(moment, positions))
            .Select(row => new WorkItem(default, Leader: row))],
        _ => [.. (await Initiatives.AtAsync(moment, region, positions))
            .Select(row => new WorkItem(default, Initiative: row))],
    };
}
