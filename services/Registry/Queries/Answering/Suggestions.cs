using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Suggestions as they are listed and shown: each beside what is on record.</summary>
internal static class Suggestions
{
    private static readonly string PlaceOf = $"""
        coalesce(s.municipality, (select c.municipality from community c
          where c.region = s.region and c.id = s.community and c.{ViewSchema.IsCurrent}))
        """;

    public static async ValueTask<IReadOnlyList<(SuggestionRow Row, Cursor Place)>> FindAsync(
        Moment moment, SuggestionQuery query, Cursor? after, int countMax)
    {
        var places = await moment.ListAsync($"""
            select s.position_from, s.created from suggestion s
            where s.region = @region and {moment.Holds("s")} and s.created > @after
              {(query.Status is null ? "" : "and s.status = @status")} {Within(moment, query)}
            order by s.created limit @countMax
            """, new()
        {
            ["region"] = query.Region,
            ["after"] = after is null ? 0L : CursorNumbers.Read(after.Key),
            ["status"] = (int?)query.Status,
            ["municipalities"] = Ids(query.Municipalities?.Select(id => id.Value)),
            ["communities"] = Ids(query.Communities?.Select(id => id.Value)),
            ["countMax"] = countMax,
        }, row => (Position: row.Int64(0), Created: row.Int64(1)));
        var rows = await moment.ListAtAsync(
            [.. places.Select(place => place.Position)],
            Sql(moment, moment.Dialect.In("s.position_from", "positions")),
            row => (row.Int64(0), Read(row)));
        return [.. rows.Zip(places, (row, place) =>
            (row, new Cursor(0, CursorNumbers.Write(place.Created), [])))];
    }

    public static ValueTask<SuggestionRow?> OneAsync(Moment moment, string region, SuggestionId id) =>
        moment.FirstAsync(
            Sql(moment, $"s.region = @region and s.id = @id and {moment.Holds("s")}"),
            new() { ["region"] = region, ["id"] = id.Value }, Read);

    public static async ValueTask<(int InRegion, int OfCommunity)> OpenAsync(
        Moment moment, string region, CommunityId? community) => await moment.FirstAsync(
            $"""
            select count(*), count(case when s.community = @community then 1 end) from suggestion s
            where s.region = @region and s.status = {(int)SuggestionStatus.Open} and s.{ViewSchema.IsCurrent}
            """,
            new() { ["region"] = region, ["community"] = community?.Value ?? Guid.Empty },
            row => (row.Int32(0), row.Int32(1)));

    public static async ValueTask<IReadOnlyList<SuggestionId>> DecidedAsync(
        Moment moment, string region, SuggestionStatus status, DateOnly until) => await moment.ListAsync(
            $"""
            select s.id from suggestion s
            where s.region = @region and s.status = @status and s.date_from <= @until
              and s.{ViewSchema.IsCurrent}
            order by s.created
            """,
            new()
            {
                ["region"] = region, ["status"] = (int)status, ["until"] = until.DayNumber,
            },
            row => new SuggestionId(row.Guid(0)));

    private static Guid[]? Ids(IEnumerable<Guid>? ids) => ids?.ToArray();

    // Whoever may nothing of either kind is shown nothing.
    private static string Within(Moment moment, SuggestionQuery query)
    {
        List<string> either = [];
        if (query.Municipalities is not null)
            either.Add(moment.Dialect.In($"({PlaceOf})", "municipalities", areIds: true));
        if (query.Communities is not null)
            either.Add(moment.Dialect.In("s.community", "communities", areIds: true));
        return either.Count == 0 ? "" : $"and ({string.Join(" or ", either)})";
    }

    private static string Sql(Moment moment, string where) => $"""
        select s.position_from, s.id, s.version, s.date_from, s.changed_at, t.state,
          (select cs.state from community c join community_state cs on cs.position_from = c.position_from
           where c.region = s.region and c.id = s.community and c.{ViewSchema.IsCurrent}),
          {PlaceOf}, {moment.MunicipalityName("s.region", PlaceOf)}
        from suggestion s join suggestion_state t on t.position_from = s.position_from
        where {where}
        """;

    private static SuggestionRow Read(ViewRow row)
    {
        var state = row.State<Suggestion>(5);
        var told = StateFacts.ToldOf(state);
        var entry = row.StateOrNull<Community>(6) is { } community
            ? StateFacts.CardOf(community).Entry
            : null;
        return new SuggestionRow(
            new SuggestionId(row.Guid(1)), row.Int64(2), StateFacts.StatusOf(state), told,
            entry?.Name ?? "",
            new MunicipalityId(row.GuidOrNull(7) ?? Guid.Empty), row.TextOrNull(8) ?? "",
            entry is not null && told is Told.Correction correction
                ? RegisterFields.Read(entry, correction.Field)
                : null,
            (state as Suggestion.Open)?.Setback, (state as Suggestion.Accepted)?.Outcome,
            (state as Suggestion.Declined)?.Reason, row.Day(3), row.Time(4));
    }
}
