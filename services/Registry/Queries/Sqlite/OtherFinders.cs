using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>Municipalities as they are listed and shown.</summary>
internal static class Municipalities
{
    public static IReadOnlyList<(MunicipalityRow Row, Cursor Place)> Find(
        Moment moment, MunicipalityQuery query, Cursor? after, int countMax)
    {
        var words = SearchText.Patterns(query.Text);
        var values = new Dictionary<string, object?>
        {
            ["region"] = query.Region,
            ["key"] = after?.Key,
            ["after"] = after?.Id,
            ["countMax"] = countMax,
        };
        for (var i = 0; i < words.Count; i++) values[$"word{i}"] = words[i];
        var conditions = words.Select(
            (_, i) => $"and (instr(m.search_text, @word{i}) > 0 or instr(m.oktmo, @word{i}) > 0)")
            .Append(query.IncludeMerged ? "" : "and m.successor is null")
            .Append(after is null ? "" : "and (m.sort_key, m.id) > (@key, @after)");
        var found = moment.List($"""
            select m.position_from, m.sort_key, m.id from municipality m
            where m.region = @region and {moment.Holds("m")} {string.Join(' ', conditions)}
            order by m.sort_key, m.id limit @countMax
            """, values, Keyed.Read);
        return [.. found.Select(row => (Read(moment, row.Position).Row, row.Place))];
    }

    public static MunicipalityDetails? Details(Moment moment, string region, MunicipalityId id)
    {
        var position = moment.PositionOf("municipality", region, id.Value);
        if (position is null) return null;
        var (row, state) = Read(moment, position.Value);
        var listed = StateFacts.ListedOf(state);
        return new MunicipalityDetails(row, listed.Names, listed.Codes, listed.Boundary?.Area);
    }

    private static (MunicipalityRow Row, Municipality State) Read(Moment moment, long position)
    {
        using var read = moment.Prepare($"""
            select m.id, m.version, m.name, m.official_name, m.form, m.own_region, m.oktmo, m.has_boundary,
              m.successor, m.date_from, m.changed_at, s.state,
              (select count(*) from community c where c.region = m.region and c.municipality = m.id
               and {moment.Holds("c")} and c.status in ({CommunityFilter.CountingStatuses}))
            from municipality m join municipality_state s using (position_from) where m.position_from = ?1
            """);
        read.Bind(1, position).Step();
        var state = StateJson.Read<Municipality>(read.Bytes(11));
        return (new MunicipalityRow(
            new MunicipalityId(read.Guid(0)), read.Int64(1), read.Text(2), read.Text(3),
            (MunicipalityForm)read.Int32(4), read.Text(5), read.IsNull(6) ? null : read.Text(6),
            StateFacts.ListedOf(state).Centre, read.Int64(7) != 0,
            read.IsNull(8) ? null : new MunicipalityId(read.Guid(8)), read.Int32(12),
            DateOnly.FromDayNumber(read.Int32(9)), HashChain.FromMicros(read.Int64(10))), state);
    }
}

/// <summary>Claims to lead as they are listed and shown, newest claim first.</summary>
internal static class Leaders
{
    private const int AtOnce = 500;

    public static IReadOnlyList<(LeaderRow Row, Cursor Place)> Find(
        Moment moment, LeaderQuery query, Cursor? after, int countMax)
    {
        var words = SearchText.Patterns(query.Text);
        var found = new List<(LeaderRow, Cursor)>();
        var before = after is null ? long.MaxValue : CursorNumbers.Read(after.Key);
        while (found.Count < countMax)
        {
            // Names of persons are in no index; they are looked at row by row until keyed indexes come.
            var atOnce = words.Count == 0 ? countMax : AtOnce;
            var rows = Positions(moment, query, before, atOnce);
            foreach (var (position, created) in rows)
            {
                before = created;
                var row = Read(moment, position).Row;
                if (words.Count > 0 && !Says(row, words)) continue;
                found.Add((row, new Cursor(0, CursorNumbers.Write(created), [])));
                if (found.Count == countMax) break;
            }

            if (rows.Count < atOnce) break;
        }

        return found;
    }

    public static LeaderDetails? Details(Moment moment, string region, LeaderId id)
    {
        var position = moment.PositionOf("leader", region, id.Value);
        if (position is null) return null;
        var (row, state) = Read(moment, position.Value);
        var claim = StateFacts.ClaimOf(state);
        return new LeaderDetails(
            row, claim.RaisedBy, claim.Evidence, StateFacts.VerificationOf(state),
            StateFacts.ReasonOf(state));
    }

    /// <summary>All claims on one community, the best standing first.</summary>
    public static IReadOnlyList<LeaderRow> Of(Moment moment, string region, CommunityId community) =>
    [
        .. moment.List($"""
            select l.position_from from leader l
            where l.region = @region and l.community = @community and {moment.Holds("l")}
            order by l.rank, l.created
            """,
            new() { ["region"] = region, ["community"] = IdBytes.Of(community.Value) }, row =>
                row.GetInt64(0))
            .Select(position => Read(moment, position).Row),
    ];

    private static bool Says(LeaderRow row, IReadOnlyList<string> words)
    {
        var text = SearchText.Normalize(row.Person.Name.Value, row.CommunityName);
        return words.All(word => text.Contains(word, StringComparison.Ordinal));
    }

    private static List<(long Position, long Created)> Positions(
        Moment moment, LeaderQuery query, long before, int countMax)
    {
        var inMunicipality = query.Municipality is null ? "" : $"""
            and exists (select 1 from community c where c.region = l.region and c.id = l.community
              and c.municipality = @municipality and {moment.Holds("c")})
            """;
        return moment.List($"""
            select l.position_from, l.created from leader l
            where l.region = @region and {moment.Holds("l")} and l.created < @before
              {(query.Community is null ? "" : "and l.community = @community")}
              {(query.Standing is null ? "" : "and l.standing = @standing")}
              {inMunicipality}
            order by l.created desc limit @countMax
            """, new()
        {
            ["region"] = query.Region,
            ["before"] = before,
            ["community"] = IdBytes.Of(query.Community),
            ["standing"] = (int?)query.Standing,
            ["municipality"] = IdBytes.Of(query.Municipality),
            ["countMax"] = countMax,
        }, row => (row.GetInt64(0), row.GetInt64(1)));
    }

    private static (LeaderRow Row, Leader State) Read(Moment moment, long position)
    {
        using var read = moment.Prepare($"""
            select l.id, l.version, l.date_from, l.changed_at, s.state,
              (select s.state from community c join community_state s using (position_from)
               where c.region = l.region and c.id = l.community and {moment.Holds("c")}),
              (select {moment.MunicipalityName("c.region", "c.municipality")} from community c
               where c.region = l.region and c.id = l.community and {moment.Holds("c")})
            from leader l join leader_state s using (position_from) where l.position_from = ?1
            """);
        read.Bind(1, position).Step();
        var state = StateJson.Read<Leader>(read.Bytes(4));
        var claim = StateFacts.ClaimOf(state);
        var community = read.IsNull(5) ? null : StateFacts.CardOf(
            StateJson.Read<Domain.Communities.Community>(read.Bytes(5))).Entry.Name;
        return (new LeaderRow(
            new LeaderId(read.Guid(0)), read.Int64(1), claim.Person, claim.Community, community ?? "",
            read.IsNull(6) ? "" : read.Text(6), claim.Role, claim.RoleText, claim.From,
            StateFacts.StandingOf(state),
            StateFacts.VerificationOf(state)?.Until,
            claim.Evidence.Where(fact => !fact.Withdrawn).GroupBy(fact => fact.Class)
                .ToDictionary(facts => facts.Key, facts => facts.Count()),
            DateOnly.FromDayNumber(read.Int32(2)), HashChain.FromMicros(read.Int64(3))), state);
    }
}

/// <summary>Initiatives as they are listed and shown, by title.</summary>
internal static class Initiatives
{
    public static IReadOnlyList<(InitiativeRow Row, Cursor Place)> Find(
        Moment moment, InitiativeQuery query, Cursor? after, int countMax)
    {
        var words = SearchText.Patterns(query.Text);
        var values = new Dictionary<string, object?>
        {
            ["region"] = query.Region,
            ["key"] = after?.Key,
            ["after"] = after?.Id,
            ["community"] = IdBytes.Of(query.Community),
            ["municipality"] = IdBytes.Of(query.Municipality),
            ["status"] = (int?)query.Status,
            ["countMax"] = countMax,
        };
        for (var i = 0; i < words.Count; i++) values[$"word{i}"] = words[i];
        var conditions = words.Select((_, i) => $"and instr(i.search_text, @word{i}) > 0")
            .Append(query.Municipality is null ? "" : "and i.municipality = @municipality")
            .Append(query.Status is null ? "" : "and i.status = @status")
            .Append(query.Community is null ? "" : """
                and i.position_from in (select link.position_from from initiative_community link
                  where link.region = @region and link.community = @community)
                """)
            .Append(after is null ? "" : "and (i.sort_key, i.id) > (@key, @after)");
        var found = moment.List($"""
            select i.position_from, i.sort_key, i.id from initiative i
            where i.region = @region and {moment.Holds("i")} {string.Join(' ', conditions)}
            order by i.sort_key, i.id limit @countMax
            """, values, Keyed.Read);
        return [.. found.Select(row => (Read(moment, row.Position).Row, row.Place))];
    }

    public static InitiativeDetails? Details(Moment moment, string region, InitiativeId id)
    {
        var position = moment.PositionOf("initiative", region, id.Value);
        if (position is null) return null;
        var (row, state) = Read(moment, position.Value);
        var missing = StageRequirements.Next(state)?.Missing.Select(KebabCase.Of) ?? [];
        return new InitiativeDetails(
            row, StateFacts.DossierOf(state), StateFacts.ReasonOf(state), [.. missing]);
    }

    private static (InitiativeRow Row, Initiative State) Read(Moment moment, long position)
    {
        using var read = moment.Prepare($"""
            select i.id, i.version, i.region, i.date_from, i.changed_at, s.state,
              {moment.MunicipalityName("i.region", "i.municipality")}
            from initiative i join initiative_state s using (position_from) where i.position_from = ?1
            """);
        read.Bind(1, position).Step();
        var state = StateJson.Read<Initiative>(read.Bytes(5));
        var dossier = StateFacts.DossierOf(state);
        var (status, stage) = StateFacts.StatusOf(state);
        var totals = InitiativeTotals.Of(dossier);
        var region = read.Text(2);
        return (new InitiativeRow(
            new InitiativeId(read.Guid(0)), read.Int64(1), dossier.Title, dossier.Municipality, read.Text(6),
            [.. dossier.Communities.Select(id => new InitiativeCommunity(id, NameOf(moment, region, id)))],
            dossier.Leader, status, stage, (int)Math.Min(totals.Turnouts, int.MaxValue), totals.Hours,
            totals.Money + totals.InKind,
            dossier.Supporters.Count, DateOnly.FromDayNumber(read.Int32(3)),
            HashChain.FromMicros(read.Int64(4))), state);
    }

    private static string NameOf(Moment moment, string region, CommunityId id)
    {
        var position = moment.PositionOf("community", region, id.Value);
        if (position is null) return "";
        using var communities = new CommunityReader(moment);
        return communities.Row(position.Value).Entry.Name;
    }
}

/// <summary>A row found in the order of its sorting key.</summary>
internal readonly record struct Keyed(long Position, string Key, byte[] Id)
{
    public Cursor Place => new(0, Key, Id);

    public static Keyed Read(Microsoft.Data.Sqlite.SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2));
}

internal static class CursorNumbers
{
    public static string Write(long number) =>
        number.ToString(CultureInfo.InvariantCulture);

    public static long Read(string key) => long.TryParse(
        key, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidCursorException();
}
