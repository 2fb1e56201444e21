using CommunityGrains.Web.Specs.Sample;

namespace CommunityGrains.Web.Specs.Map;

/// <summary>The board of initiatives, and municipalities by their numbers.</summary>
public sealed class BoardSpecs(Site site)
{
    [Fact]
    public async Task Each_step_is_a_column_and_what_is_over_is_reached_from_below()
    {
        var html = await site.GetAsync("/initiatives");
        html.Split("class=\"board-column\"").Length.ShouldBe(5);
        html.Seen().ShouldContain("Воплощение");
        html.ShouldContain($"/initiatives/{SampleData.Spring}");
        html.ShouldContain("href=\"/initiatives?status=finished\"");
        html.ShouldContain("href=\"/initiatives?status=dropped\"");
        html.ShouldNotContain("Шахматный клуб", Case.Sensitive, "it is finished");
        (await site.GetAsync("/initiatives?status=finished")).ShouldContain("Шахматный клуб");
    }

    [Fact]
    public async Task A_column_holds_a_few_and_leads_to_the_rest_page_after_page()
    {
        var html = await site.GetAsync("/initiatives?text=субботник");
        html.Seen().ShouldContain("Все 40");
        html.ShouldContain(
            $"href=\"/initiatives?text={Uri.EscapeDataString("субботник")}&amp;status=design\"");
        html = await site.GetAsync("/initiatives?text=субботник&status=design");
        html.Split("class=\"board-card\"").Length.ShouldBe(31);
        html.ShouldContain("rel=\"next\"");
        html.ShouldContain("cursor=c30");
        (await site.GetAsync("/initiatives?text=субботник&status=design&cursor=c30"))
            .Split("class=\"board-card\"").Length.ShouldBe(11);
    }

    [Fact]
    public async Task What_is_not_understood_is_named_and_nothing_found_says_what_to_try()
    {
        (await site.GetAsync("/initiatives?status=late&community=x")).Seen()
            .ShouldContain("не применили: community, status.");
        (await site.GetAsync("/initiatives?text=нигде")).Seen().ShouldContain("Попробуйте меньше слов");
    }

    [Fact]
    public async Task Municipalities_are_sorted_by_the_number_that_is_asked_for()
    {
        var html = await site.GetAsync("/municipalities?order=initiatives");
        html.ShouldContain("aria-sort=\"descending\"");
        html.IndexOf(">Уфа<", StringComparison.Ordinal)
            .ShouldBeLessThan(html.IndexOf(">Агидель<", StringComparison.Ordinal));
        html = await site.GetAsync("/municipalities?order=communities");
        var most = SampleData.Communities.Where(row => row.Status <= Registry.Queries.CommunityStatus.Dormant)
            .CountBy(row => row.MunicipalityName).MaxBy(place => place.Value).Key;
        var rows = html[html.IndexOf("<tbody>", StringComparison.Ordinal)..];
        rows.IndexOf($">{most}<", StringComparison.Ordinal).ShouldBeLessThan(
            SampleData.Municipalities.Where(place => place.Name != most)
                .Min(place => rows.IndexOf($">{place.Name}<", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_municipality_tells_its_numbers_in_a_table_that_a_picture_may_be_made_of()
    {
        var html = await site.GetAsync($"/municipalities/{SampleData.Municipalities[0].Id}?asOf=2026-11-01");
        html.Seen().ShouldContain("На 1 ноября 2026.");
        html.ShouldContain("data-value=\"");
        html.Seen().ShouldContain("Сообщества по состоянию");
        html.ShouldContain("asOf=2026-11-01");
        html.ShouldContain("data-chart=\"/assets/echarts.common.min.");
    }
}
