using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Initiatives as they are listed and shown, by title.</summary>
internal static class Initiatives
{
    // What the row needs besides are the names of its communities, which are looked up for all rows at once.
    private sealed record Read(
        long Position, InitiativeId Id, long Version, string MunicipalityName, DateOnly ValidFrom,
        DateTimeOffset ChangedAt, Initiative State)
    {
        public Dossier Dossier => StateFacts.DossierOf(State);
    }

    public static async ValueTask<IReadOnlyList<(InitiativeRow Row, Cursor Place)>> FindAsync(
        Moment moment, InitiativeQuery query, Cursor? after, int countMax)
    {
        var (conditions, values) = Filter(moment, query);
        values["key"] = after?.Key;
        values["after"] = after?.RecordId();
        values["countMax"] = countMax;
        if (after is not null) conditions += " and (i.sort_key, i.id) > (@key, @after)";
        var found = await moment.ListAsync($"""
            select i.position_from, i.sort_key, i.id from initiative i
            where {conditions}
            order by i.sort_key, i.id limit @countMax
            """, values, row => new Found(row.Int64(0), Cursor.At(0, row.Text(1), row.Guid(2))));
        var rows = await AtAsync(moment, query.Region, [.. found.Select(row => row.Position)]);
        return [.. rows.Zip(found, (row, at) => (row, at.Place))];
    }

    /// <summary>The conditions on alias <c>i</c> that a query sets, and their parameters.</summary>
    public static (string Conditions, Dictionary<string, object?> Values) Filter(
        Moment moment, InitiativeQuery query)
    {
        var words = SearchText.Patterns(query.Text);
        var values = new Dictionary<string, object?>
        {
            ["region"] = query.Region,
            ["community"] = query.Community?.Value,
            ["municipality"] = query.Municipality?.Value,
            ["status"] = (int?)query.Status,
        };
        for (var i = 0; i < words.Count; i++) values[$"word{i}"] = words[i];
        var conditions = words
            .Select((_, i) => $"and {moment.Dialect.Contains("i.search_text", $"word{i}")}")
            .Prepend($"i.region = @region and {moment.Holds("i")}")
            .Append(query.Municipality is null ? "" : "and i.municipality = @municipality")
            .Append(query.Status is null ? "" : "and i.status = @status")
            .Append(query.Community is null ? "" : """
                and i.position_from in (select link.position_from from initiative_community link
                  where link.region = @region and link.community = @community)
                """);
        return (string.Join(' ', conditions), values);
    }

    /// <summary>The rows at these positions, in their order.</summary>
    public static async ValueTask<IReadOnlyList<InitiativeRow>> AtAsync(
        Moment moment, string region, IReadOnlyList<long> positions)
    {
        var read = await moment.ListAtAsync(
            positions, Sql(moment, moment.Dialect.In("i.position_from", "positions")),
            row => (row.Int64(0), Of(row)));
        return await RowsAsync(moment, region, read);
    }

    public static async ValueTask<InitiativeDetails?> DetailsAsync(
        Moment moment, string region, InitiativeId id)
    {
        var read = await moment.ListAsync(
            Sql(moment, $"i.region = @region and i.id = @id and {moment.Holds("i")}"),
            new() { ["region"] = region, ["id"] = id.Value }, Of);
        if (await RowsAsync(moment, region, read) is not [var row]) return null;
        var state = read[0].State;
        var missing = StageRequirements.Next(state)?.Missing.Select(KebabCase.Of) ?? [];
        return new InitiativeDetails(
            row, StateFacts.DossierOf(state), StateFacts.ReasonOf(state), [.. missing])
        {
            // The row holds from before it was asked.
            Standstill = (state as Initiative.UnderWay)?.Standstill is { } standstill
                && !(moment.AsOf?.Date < standstill.AskedOn) ? standstill : null,
        };
    }

    private static string Sql(Moment moment, string where) => $"""
        select i.position_from, i.id, i.version, i.date_from, i.changed_at, s.state,
          {moment.MunicipalityName("i.region", "i.municipality")}
        from initiative i join initiative_state s on s.position_from = i.position_from
        where {where}
        """;

    private static Read Of(ViewRow row) => new(
        row.Int64(0), new InitiativeId(row.Guid(1)), row.Int64(2), row.Text(6), row.Day(3), row.Time(4),
        row.State<Initiative>(5));

    private static async ValueTask<IReadOnlyList<InitiativeRow>> RowsAsync(
        Moment moment, string region, List<Read> read)
    {
        var communities = await CommunityReader.LinksAsync(
            moment, region, read.SelectMany(initiative => initiative.Dossier.Communities));
        return [.. read.Select(Row)];

        InitiativeRow Row(Read initiative)
        {
            var dossier = initiative.Dossier;
            var (status, stage) = StateFacts.StatusOf(initiative.State);
            var totals = InitiativeTotals.Of(dossier);
            return new InitiativeRow(
                initiative.Id, initiative.Version, dossier.Title, dossier.Municipality,
                initiative.MunicipalityName,
                [.. dossier.Communities.Select(id =>
                    new InitiativeCommunity(id, communities.GetValueOrDefault(id)?.Name ?? ""))],
                dossier.Leader, status, stage, (int)Math.Min(totals.Turnouts, int.MaxValue), totals.Hours,
                totals.Money + totals.InKind, dossier.Supporters.Count, initiative.ValidFrom,
                initiative.ChangedAt);
        }
    }
}
