using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Claims to lead as they are listed and shown, newest claim first.</summary>
internal static class Leaders
{
    // The standings in which somebody is to decide, as they are kept.
    private static readonly string Waiting = string.Join(
        ", ",
        new[] { LeaderStanding.Claimed, LeaderStanding.UnderReview, LeaderStanding.Contested }
            .Select(standing => ((int)standing).ToString(CultureInfo.InvariantCulture)));

    public static async ValueTask<IReadOnlyList<(LeaderRow Row, Cursor Place)>> FindAsync(
        Moment moment, LeaderQuery query, Cursor? after, int countMax)
    {
        var before = after is null ? long.MaxValue : CursorNumbers.Read(after.Key);
        var places = await PositionsAsync(moment, query, before, countMax);
        var rows = await AtAsync(moment, [.. places.Select(place => place.Position)]);
        return [.. rows.Zip(places, (row, place) =>
            (row, new Cursor(0, CursorNumbers.Write(place.Created), [])))];
    }

    public static async ValueTask<LeaderDetails?> DetailsAsync(Moment moment, string region, LeaderId id)
    {
        var found = await moment.ListAsync(
            Sql(moment, $"l.region = @region and l.id = @id and {moment.Holds("l")}"),
            new() { ["region"] = region, ["id"] = id.Value }, Read);
        if (found is not [var (row, state)]) return null;
        var claim = StateFacts.ClaimOf(state);
        return new LeaderDetails(
            row, claim.RaisedBy, claim.Evidence, StateFacts.VerificationOf(state),
            StateFacts.ReasonOf(state));
    }

    /// <summary>All claims on one community, the best standing first.</summary>
    public static async ValueTask<IReadOnlyList<LeaderRow>> OfAsync(
        Moment moment, string region, CommunityId community) =>
        await moment.ListAsync(
            $"""
            {Sql(moment, $"l.region = @region and l.community = @community and {moment.Holds("l")}")}
            order by l.rank, l.created
            """, new() { ["region"] = region, ["community"] = community.Value }, row => Read(row).Row);

    /// <summary>The condition of the text: each word is in the community's name or means the person, or the
    /// whole text means him.</summary>
    private static string Says(Moment moment, LeaderQuery query, Dictionary<string, object?> values)
    {
        var words = SearchText.Words(query.Text);
        if (words.Count == 0) return "";
        var each = words.Select((word, i) =>
        {
            values[$"word{i}"] = SearchText.Patterns(word)[0];
            var named = $"""
                exists (select 1 from community n where n.region = l.region and n.id = l.community
                  and {moment.Holds("n")} and {moment.Dialect.Contains("n.search_name", $"word{i}")})
                """;
            return $"({named}{Or($"people{i}", query.People?.ByWord.GetValueOrDefault(word))})";
        });
        return $"and (({string.Join(" and ", each)}){Or("people", query.People?.ByAll)})";

        string Or(string parameter, IReadOnlyCollection<PersonId>? people)
        {
            if (people is null or { Count: 0 }) return "";
            values[parameter] = people.Select(person => person.Value).ToArray();
            return $" or {moment.Dialect.In("l.person", parameter, areIds: true)}";
        }
    }

    private static string Within(
        Moment moment, LeadersWithin? within, Dictionary<string, object?> values)
    {
        if (within is null) return "";
        values["withinTowns"] = within.Municipalities.Select(id => id.Value).ToArray();
        values["withinCommunities"] = within.Communities.Select(id => id.Value).ToArray();
        return $"""
            and ({moment.Dialect.In("l.community", "withinCommunities", areIds: true)}
              or exists (select 1 from community w where w.region = l.region and w.id = l.community
                and {moment.Dialect.In("w.municipality", "withinTowns", areIds: true)}
                and {moment.Holds("w")}))
            """;
    }

    private static ValueTask<List<(long Position, long Created)>> PositionsAsync(
        Moment moment, LeaderQuery query, long before, int countMax)
    {
        var inMunicipality = query.Municipality is null ? "" : $"""
            and exists (select 1 from community c where c.region = l.region and c.id = l.community
              and c.municipality = @municipality and {moment.Holds("c")})
            """;
        var values = new Dictionary<string, object?>
        {
            ["region"] = query.Region,
            ["before"] = before,
            ["community"] = query.Community?.Value,
            ["standing"] = (int?)query.Standing,
            ["municipality"] = query.Municipality?.Value,
            ["countMax"] = countMax,
        };
        return moment.ListAsync($"""
            select l.position_from, l.created from leader l
            where l.region = @region and {moment.Holds("l")} and l.created < @before
              {Says(moment, query, values)}
              {(query.Community is null ? "" : "and l.community = @community")}
              {(query.Standing is null ? "" : "and l.standing = @standing")}
              {(query.WaitingOnly ? $"and l.standing in ({Waiting})" : "")}
              {inMunicipality}
              {Within(moment, query.Within, values)}
            order by l.created desc limit @countMax
            """, values, row => (row.Int64(0), row.Int64(1)));
    }

    /// <summary>The rows at these positions, in their order.</summary>
    public static ValueTask<List<LeaderRow>> AtAsync(Moment moment, IReadOnlyList<long> positions) =>
        moment.ListAtAsync(
            positions, Sql(moment, moment.Dialect.In("l.position_from", "positions")),
            row => (row.Int64(0), Read(row).Row));

    private static string Sql(Moment moment, string where) => $"""
        select l.position_from, l.id, l.version, l.date_from, l.changed_at, s.state,
          (select s.state from community c join community_state s on s.position_from = c.position_from
           where c.region = l.region and c.id = l.community and {moment.Holds("c")}),
          (select {moment.MunicipalityName("c.region", "c.municipality")} from community c
           where c.region = l.region and c.id = l.community and {moment.Holds("c")}),
          (select c.municipality from community c
           where c.region = l.region and c.id = l.community and {moment.Holds("c")})
        from leader l join leader_state s on s.position_from = l.position_from
        where {where}
        """;

    private static (LeaderRow Row, Leader State) Read(ViewRow row)
    {
        var state = row.State<Leader>(5);
        var claim = StateFacts.ClaimOf(state);
        var community = row.StateOrNull<Community>(6);
        return (new LeaderRow(
            new LeaderId(row.Guid(1)), row.Int64(2), claim.Person, claim.Community,
            community is null ? "" : StateFacts.CardOf(community).Entry.Name,
            row.IsNull(7) ? "" : row.Text(7), claim.Role, claim.RoleText, claim.From,
            StateFacts.StandingOf(state),
            StateFacts.VerificationOf(state)?.Until,
            claim.Evidence.Where(fact => !fact.Withdrawn).GroupBy(fact => fact.Class)
                .ToDictionary(facts => facts.Key, facts => facts.Count()),
            row.Day(3), row.Time(4))
        {
            Municipality = row.GuidOrNull(8) is { } municipality ? new MunicipalityId(municipality) : null,
        }, state);
    }
}
