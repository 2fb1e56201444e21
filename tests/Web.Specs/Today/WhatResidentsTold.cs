using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Today;

/// <summary>What residents told is among what needs staff of the place: how much of it there is, and where it
/// is read. Nothing of what they wrote stands there.</summary>
public sealed class WhatResidentsTold(WholeSite site)
{
    private const string Secret = "Тайная улица";

    [Theory]
    [InlineData("", "Сообщения жителей", "Все 32")]
    [InlineData("/en", "From residents", "All 32")]
    public async Task Staff_see_the_first_of_their_places_and_all_on_a_page_of_its_own(
        string prefix, string title, string all)
    {
        var (here, there) = (await site.GivenAMunicipality(), await site.GivenAMunicipality());
        var yard = await site.GivenACommunity(here, "ТОС «Слышный двор»");
        var far = await site.GivenACommunity(there, "ТОС «Далёкий двор»");
        for (var number = 1; number <= 31; number++) await Tell(yard, number);
        await Tell(asked => new SuggestionCommand.TellOfMissing(asked, here, new($"{Secret}, клуб")));
        await Tell(far, 1);
        using var mine = await site.GivenABrowser(Role.Coordinator, new Scope.Municipalities([here]));
        using var theirs = await site.GivenABrowser(Role.Coordinator, new Scope.Municipalities([there]));

        var today = (await mine.OpenAsync($"{prefix}/today")).Html.SectionOf("suggested").ShouldNotBeNull();
        today.Seen().ShouldContain(title);
        (today.CountOf(), today.RowsOf().Count).ShouldBe(("32", 5));
        today.ShouldContain($"href=\"{prefix}/today/suggested\"");
        today.Seen().ShouldContain(all);
        today.Seen().ShouldNotContain(Secret);
        var rows = new List<string>();
        for (string? page = $"{prefix}/today/suggested"; page is not null;)
        {
            var html = (await mine.OpenAsync(page)).Html;
            html.CountOf().ShouldBe("32", "of all, on every page");
            html.Seen().ShouldNotContain(Secret);
            rows.AddRange(html.RowsOf());
            page = NextIn(html);
        }

        rows.ShouldBeUnique();
        rows.Count.ShouldBe(32);
        rows.ShouldAllBe(row => row.StartsWith($"{prefix}/moderation/", StringComparison.Ordinal));
        rows[..5].ShouldBe(today.RowsOf(), "who has waited longest comes first");
        (await mine.OpenAsync(rows[^1])).Html.Seen().ShouldContain(Secret, Case.Sensitive, "read there");
        (await theirs.OpenAsync($"{prefix}/today")).Html.SectionOf("suggested").ShouldNotBeNull()
            .CountOf().ShouldBe("1");
    }

    private Task Tell(CommunityId community, int number) => Tell(asked =>
        new SuggestionCommand.SuggestCorrection(
            asked, community, RegisterField.Address, null, new($"{Secret}, {number}")));

    private Task Tell(Func<Asked, SuggestionCommand> make) =>
        site.AskAsync(GrainKinds.Suggestion, Guid.CreateVersion7(), make);

    private static string? NextIn(string html)
    {
        var next = System.Text.RegularExpressions.Regex.Match(html, "rel=\"next\" href=\"([^\"]*)\"");
        return next.Success ? System.Net.WebUtility.HtmlDecode(next.Groups[1].Value) : null;
    }
}
