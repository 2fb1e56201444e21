using System.Net;
using System.Text.Json;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Map;
using CommunityGrains.Web.Specs.Sample;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Specs.Map;

/// <summary>What the map's page says without a script, and what its script is given.</summary>
public sealed class MapSpecs(Site site)
{
    [Theory]
    [InlineData("/map", "/communities?view=map")]
    [InlineData("/en/map?text=yard&cursor=c30", "/en/communities?text=yard&view=map")]
    public async Task The_map_is_the_list_shown_otherwise(string asked, string shown)
    {
        var reply = await GetAsync(asked);
        reply.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        reply.Headers.Location!.ToString().ShouldBe(shown);
    }

    [Fact]
    public async Task Without_a_script_there_are_the_list_and_the_table_of_municipalities()
    {
        var html = await site.GetAsync("/communities?view=map");
        var seen = html.Seen();
        seen.ShouldContain("Карте нужен JavaScript");
        html.ShouldContain($"data-area=\"{SampleData.Municipalities[0].Id}\"");
        html.ShouldContain("class=\"rows\"");
        html.ShouldContain("role=\"region\"");
        html.ShouldContain(
            " hidden role=\"region\"", Case.Sensitive, "an empty frame would promise a picture");
    }

    [Fact]
    public async Task List_and_map_lead_to_each_other_with_the_same_filter_and_exports_know_of_neither()
    {
        var html = await site.GetAsync("/communities?text=двор&status=active&view=map&within=53,54,55,56");
        html.ShouldContain(
            "href=\"/communities?text=%D0%B4%D0%B2%D0%BE%D1%80&amp;status=active&amp;within=53,54,55,56\"");
        html.ShouldContain("data-points=\"/map/points?text=%D0%B4%D0%B2%D0%BE%D1%80&amp;status=active\"");
        html = await site.GetAsync("/communities?text=двор&within=53,54,55,56");
        html.ShouldContain("text=%D0%B4%D0%B2%D0%BE%D1%80&amp;within=53,54,55,56&amp;view=map");
        html.ShouldContain("export?format=csv&amp;text=%D0%B4%D0%B2%D0%BE%D1%80&amp;within=53,54,55,56\"");
    }

    [Fact]
    public async Task The_edges_of_the_map_narrow_the_list_and_not_what_is_chosen_beside_it()
    {
        var all = await site.GetAsync("/communities?view=map");
        var part = await site.GetAsync("/communities?view=map&within=54,54,55,55");
        var inside = SampleData.Communities.Count(row => row.Status <= CommunityStatus.Dormant
            && row.Entry.Location is { Latitude: >= 54 and <= 55, Longitude: >= 54 and <= 55 });
        inside.ShouldBeGreaterThan(1);
        var noun = Texts.Russian.Counts.Communities.For(Language.Russian, inside);
        part.Seen().ShouldContain($" {inside} {noun} ");
        part.Seen().ShouldContain("видимый участок карты");
        Table(part).ShouldBe(Table(all));

        static string Table(string html) => html[html.IndexOf("<tbody>", StringComparison.Ordinal)..html
            .IndexOf("</tbody>", StringComparison.Ordinal)].Replace("&amp;within=54,54,55,55", "",
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("54.6,55.8,54.9")]
    [InlineData("55,55,54,56")]
    [InlineData("a,b,c,d")]
    [InlineData("0,0,91,0")]
    public async Task Edges_that_are_none_are_named_and_not_applied(string within) =>
        (await site.GetAsync($"/communities?view=map&within={within}")).Seen()
            .ShouldContain("не применили: within.");

    [Fact]
    public async Task Points_come_as_columns_of_differences_that_the_filter_narrows()
    {
        var all = await PointsAsync("/map/points");
        var placed = SampleData.Communities
            .Where(row => row.Entry.Location is not null && row.Status <= CommunityStatus.Dormant).ToList();
        all.Count.ShouldBe(placed.Count);
        foreach (var (point, row) in all.Zip(placed))
        {
            point.Latitude.ShouldBe(row.Entry.Location!.Latitude, 0.00001);
            point.Longitude.ShouldBe(row.Entry.Location.Longitude, 0.00001);
            point.Kind.ShouldBe(PointColumns.KindOf(row.Status, row.Leader));
        }

        var dormant = await PointsAsync("/en/map/points?status=dormant&view=map&within=0,0,1,1");
        dormant.Count.ShouldBe(placed.Count(row => row.Status == CommunityStatus.Dormant));
        dormant.ShouldAllBe(point => point.Kind == PointKind.Quiet);
    }

    [Fact]
    public async Task What_stands_at_points_is_told_in_the_language_of_the_page_and_without_anybodys_name()
    {
        using var told = JsonDocument.Parse(await site.GetAsync("/en/map/communities?at=1,999999,x"));
        var community = told.RootElement.EnumerateArray().ShouldHaveSingleItem();
        community.GetProperty("name").GetString().ShouldBe("ТОС «Старый город»");
        community.GetProperty("href").GetString().ShouldBe($"/en/communities/{SampleData.Full}");
        community.GetProperty("lines")[1].GetString()!.ShouldStartWith("Уфа, ул.");
        community.GetProperty("marks")[0].GetProperty("text").GetString().ShouldBe("leader verified");
        community.ToString().ShouldNotContain("Алексеев");
    }

    [Fact]
    public async Task Areas_are_drawn_by_their_boundary_or_marked_at_their_centre()
    {
        using var areas = JsonDocument.Parse(await site.GetAsync("/map/areas"));
        var all = areas.RootElement.EnumerateArray().ToList();
        all.Count.ShouldBe(SampleData.Municipalities.Count);
        all[0].GetProperty("rings")[0][0][0].GetInt64().ShouldBe(5_500_000, "the first corner, absolute");
        all[^1].TryGetProperty("rings", out _).ShouldBeFalse();
        all[^1].GetProperty("centre").GetArrayLength().ShouldBe(2);
        using var one = JsonDocument.Parse(
            await site.GetAsync($"/map/areas?municipality={SampleData.Municipalities[1].Id}"));
        one.RootElement.EnumerateArray().ShouldHaveSingleItem()
            .GetProperty("name").GetString().ShouldBe("Сибай");
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        var first = await GetAsync("/map/areas", "br");
        first.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/map/areas");
        again.Headers.Add("Accept-Encoding", "br");
        again.Headers.Add("If-None-Match", first.Headers.ETag!.ToString());
        (await site.Http.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode
            .ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_community_with_a_point_shows_where_it_is_and_one_without_none()
    {
        var html = await site.GetAsync($"/communities/{SampleData.Full}");
        html.ShouldContain($"data-areas=\"/map/areas?municipality={SampleData.Municipalities[0].Id}\"");
        html.ShouldContain("data-place=\"54.36,54.23\"");
        (await site.GetAsync($"/communities/{SampleData.Bare}")).ShouldNotContain("map-box");
    }

    private async Task<IReadOnlyList<(double Latitude, double Longitude, PointKind Kind)>> PointsAsync(
        string address)
    {
        using var json = JsonDocument.Parse(await site.GetAsync(address));
        var (lat, lng) = (0L, 0L);
        var kinds = json.RootElement.GetProperty("kind").GetString()!;
        return
        [
            .. Column("lat").Zip(Column("lng"), kinds).Select(point => (
                (lat += point.First) / 1e5, (lng += point.Second) / 1e5, (PointKind)(point.Third - '0'))),
        ];

        IEnumerable<long> Column(string name) =>
            json.RootElement.GetProperty(name).EnumerateArray().Select(number => number.GetInt64());
    }

    private Task<HttpResponseMessage> GetAsync(string address, string? encoding = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (encoding is not null) request.Headers.Add("Accept-Encoding", encoding);
        return site.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
