using CommunityGrains.Domain;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Municipalities as they are listed and shown.</summary>
internal static class Municipalities
{
    public static async ValueTask<IReadOnlyList<(MunicipalityRow Row, Cursor Place)>> FindAsync(
        Moment moment, MunicipalityQuery query, Cursor? after, int countMax)
    {
        var (conditions, values) = Filter(moment, query);
        values["key"] = after?.Key;
        values["after"] = after?.RecordId();
        values["countMax"] = countMax;
        if (after is not null) conditions += " and (m.sort_key, m.id) > (@key, @after)";
        var found = await moment.ListAsync($"""
            select m.position_from, m.sort_key, m.id from municipality m
            where {conditions}
            order by m.sort_key, m.id limit @countMax
            """, values, row => new Found(row.Int64(0), Cursor.At(0, row.Text(1), row.Guid(2))));
        var rows = await moment.ListAtAsync(
            [.. found.Select(row => row.Position)],
            Sql(moment, moment.Dialect.In("m.position_from", "positions")),
            row => (row.Int64(0), Read(row)));
        return [.. rows.Zip(found, (row, at) => (row, at.Place))];
    }

    /// <summary>The conditions on alias <c>m</c> that a query sets, and their parameters.</summary>
    public static (string Conditions, Dictionary<string, object?> Values) Filter(
        Moment moment, MunicipalityQuery query)
    {
        var words = SearchText.Patterns(query.Text);
        var values = new Dictionary<string, object?> { ["region"] = query.Region };
        for (var i = 0; i < words.Count; i++) values[$"word{i}"] = words[i];
        var conditions = words.Select((_, i) => $"""
            and ({moment.Dialect.Contains("m.search_text", $"word{i}")}
              or {moment.Dialect.Contains("m.oktmo", $"word{i}")})
            """)
            .Prepend($"m.region = @region and {moment.Holds("m")}")
            .Append(query.IncludeMerged ? "" : "and m.successor is null");
        return (string.Join(' ', conditions), values);
    }

    public static async ValueTask<MunicipalityDetails?> DetailsAsync(
        Moment moment, string region, MunicipalityId id)
    {
        var found = await moment.ListAsync(
            Sql(moment, $"m.region = @region and m.id = @id and {moment.Holds("m")}"),
            new() { ["region"] = region, ["id"] = id.Value },
            row => (Position: row.Int64(0), Row: Read(row)));
        if (found is not [var municipality]) return null;
        var states = await moment.ListAsync(
            "select s.state from municipality_state s where s.position_from = @position",
            new() { ["position"] = municipality.Position }, row => row.State<Municipality>(0));
        var listed = StateFacts.ListedOf(states.Single());
        return new MunicipalityDetails(municipality.Row, listed.Names, listed.Codes, listed.Boundary?.Area);
    }

    /// <summary>Names by id, as <see cref="Moment.MunicipalityName"/> tells them.</summary>
    public static async ValueTask<IReadOnlyDictionary<Guid, string>> NamesAsync(
        Moment moment, string region, IEnumerable<Guid> ids)
    {
        var names = await moment.ListAsync($"""
            select known.id, {moment.MunicipalityName("@region", "known.id")} from (
              select distinct m.id from municipality m
              where m.region = @region and {moment.Dialect.In("m.id", "ids", areIds: true)}) known
            """, new() { ["region"] = region, ["ids"] = ids.ToArray() },
            row => (Id: row.Guid(0), Name: row.Text(1)));
        return names.ToDictionary(row => row.Id, row => row.Name);
    }

    // From the narrow rows alone: a state holds a boundary of thousands of points.
    private static string Sql(Moment moment, string where) => $"""
        select m.position_from, m.id, m.version, m.name, m.official_name, m.form, m.own_region, m.oktmo,
          m.has_boundary, m.successor, m.date_from, m.changed_at, m.latitude_e7, m.longitude_e7,
          (select count(*) from community c where c.region = m.region and c.municipality = m.id
           and {moment.Holds("c")} and c.status in ({CommunityFilter.CountingStatuses}))
        from municipality m
        where {where}
        """;

    private static MunicipalityRow Read(ViewRow row) => new(
        new MunicipalityId(row.Guid(1)), row.Int64(2), row.Text(3), row.Text(4),
        (MunicipalityForm)row.Int32(5), row.Text(6), row.TextOrNull(7),
        row.IsNull(12) ? null : new GeoPoint(Degrees.Of(row.Int64(12)), Degrees.Of(row.Int64(13))),
        row.Int64(8) != 0, row.GuidOrNull(9) is { } successor ? new MunicipalityId(successor) : null,
        row.Int32(14), row.Day(10), row.Time(11));
}
