using System.Net;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Records;

/// <summary>A list is taken away as it was narrowed, and its size is said before.</summary>
public sealed class TakingAListAway(WholeSite site)
{
    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Coordinator)]
    public async Task The_file_has_the_rows_that_were_said(Role role)
    {
        var here = await site.GivenAMunicipality();
        foreach (var number in Enumerable.Range(1, 3))
        {
            await site.GivenACommunity(
                here, $"ТОС «Выгрузка {number}»", (RegisterField.Location, $"54.{number},55.9"));
        }

        await site.GivenACommunity(here, "Клуб «Без точки»");
        using var browser = await site.GivenABrowser(
            role, role == Role.Coordinator ? new Scope.Municipalities([here]) : null);
        var list = $"/communities?municipality={here}&order=changed";
        var html = (await browser.OpenAsync(list)).Html;
        html.Seen().ShouldContain("4 сообщества с нынешним отбором");
        html.Seen().ShouldContain("с точкой на карте: 3");
        foreach (var format in (string[])["csv", "geojson", "xlsx"])
        {
            var link = System.Text.RegularExpressions.Regex.Match(
                html, $"href=\"(/api/v1/communities/export\\?format={format}[^\"]*)\"").Groups[1].Value;
            var reply = await browser.GetAsync(
                new Uri(WebUtility.HtmlDecode(link), UriKind.Relative),
                TestContext.Current.CancellationToken);
            ((int)reply.StatusCode).ShouldBe(200, link);
            var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var rows = System.Text.RegularExpressions.Regex.Count(text, "Выгрузка|Без точки");
            if (format != "xlsx") rows.ShouldBe(format == "csv" ? 4 : 3, format);
        }
    }

    [Fact]
    public async Task Who_may_not_take_it_is_not_offered_it()
    {
        var (here, there) = (await site.GivenAMunicipality(), await site.GivenAMunicipality());
        using var coordinator = await site.GivenABrowser(
            Role.Coordinator, new Scope.Municipalities([here]));
        foreach (var list in (string[])["/communities", $"/communities?municipality={there}"])
        {
            var html = (await coordinator.OpenAsync(list)).Html;
            html.ShouldNotContain("id=\"downloads-title\"", Case.Sensitive, list);
        }
    }
}
