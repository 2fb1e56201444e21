using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Specs.Sample;

namespace CommunityGrains.Web.Specs;

/// <summary>The list: search, filters, as of a date, pages. Each specification asks with a word of its own,
/// by which it finds its question among those of others.</summary>
public sealed class ListSpecs(Site site)
{
    private CommunityQuery Asked(string text) => site.Registry.Asked.Last(query => query.Text == text);

    [Fact]
    public async Task What_is_chosen_in_the_form_reaches_the_registry()
    {
        var place = SampleData.Municipalities[2].Id;
        await site.GetAsync($"/communities?text=двор-3&municipality={place}&form=house-council&status=dormant"
            + "&leader=under-review&suspected=true&asOf=2020-11-30&order=last-sign");

        var asked = Asked("двор-3");
        asked.Region.ShouldBe("RU-BA");
        asked.Municipality.ShouldBe(place);
        asked.Form.ShouldBe(CommunityForm.HouseCouncil);
        asked.Status.ShouldBe(CommunityStatus.Dormant);
        asked.Leader.ShouldBe(LeaderStanding.UnderReview);
        asked.SuspectedOnly.ShouldBeTrue();
        asked.AsOf.ShouldBe(new AsOf(new DateOnly(2020, 11, 30)));
        asked.Order.ShouldBe(CommunityOrder.LastSign);
        asked.Limit.ShouldBe(30);
    }

    [Fact]
    public async Task The_form_shows_what_was_chosen_and_exports_keep_it()
    {
        var html = await site.GetAsync("/communities?text=двор&form=yard-council&asOf=2020-11-30");
        html.ShouldContain("value=\"двор\"");
        html.ShouldContain("<option value=\"yard-council\" selected>");
        html.ShouldContain("value=\"2020-11-30\"");
        foreach (var format in new[] { "csv", "xlsx", "geojson", "jsonl" })
        {
            html.ShouldContain(
                $"/api/v1/communities/export?format={format}&amp;text=%D0%B4%D0%B2%D0%BE%D1%80"
                + "&amp;form=yard-council&amp;asOf=2020-11-30");
        }
    }

    [Fact]
    public async Task Without_filters_the_list_says_how_many_there_are_and_where() =>
        (await site.GetAsync("/communities")).Seen().ShouldContain("62 сообщества в 8 муниципалитетах");

    [Fact]
    public async Task Past_dates_are_said_aloud_and_kept_in_the_links_of_the_list()
    {
        var html = await site.GetAsync("/communities?asOf=2020-11-30");
        html.Seen().ShouldContain("Реестр, каким он был 30 ноября 2020.");
        html.ShouldContain($"/communities/{SampleData.Full}?asOf=2020-11-30");
    }

    [Fact]
    public async Task Pages_follow_one_another_and_keep_the_filters()
    {
        var html = await site.GetAsync("/communities?leader=none");
        html.ShouldNotContain("rel=\"next\"");

        html = await site.GetAsync("/communities?order=changed");
        html.ShouldContain("href=\"/communities?order=changed&amp;cursor=c30\"");
        html = await site.GetAsync("/communities?order=changed&cursor=c30");
        html.ShouldContain("href=\"/communities?order=changed\"");
        html = await site.GetAsync("/communities?order=changed&cursor=c60");
        html.ShouldNotContain("rel=\"next\"");
    }

    [Fact]
    public async Task A_cursor_that_was_not_given_out_leads_back_to_the_first_page()
    {
        var html = await site.GetAsync("/communities?text=двор&cursor=invented", status: 400);
        html.Seen().ShouldContain("Эта ссылка на продолжение списка не подходит");
        html.ShouldContain("<a class=\"button\" href=\"/communities?text=%D0%B4%D0%B2%D0%BE%D1%80\">");
    }

    [Fact]
    public async Task What_is_not_understood_in_the_address_is_named_and_not_applied()
    {
        var html = await site.GetAsync("/communities?text=непонятое&form=castle&asOf=yesterday");
        html.Seen().ShouldContain("не применили: form, asOf.");
        Asked("непонятое").Form.ShouldBeNull();
    }

    [Fact]
    public async Task Empty_fields_of_the_form_do_not_stay_in_the_address()
    {
        var reply = await site.Http.GetAsync(
            new Uri("/en/communities?text=yard&municipality=&form=&asOf=", UriKind.Relative),
            TestContext.Current.CancellationToken);
        ((int)reply.StatusCode).ShouldBe(302);
        reply.Headers.Location!.ToString().ShouldBe("/en/communities?text=yard");
    }

    [Fact]
    public async Task Nothing_found_says_what_to_try()
    {
        var seen = (await site.GetAsync("/communities?text=нигде")).Seen();
        seen.ShouldContain("Найдено 0 сообществ");
        seen.ShouldContain("Попробуйте меньше слов");
    }
}
