using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Specs.Accounts;

/// <summary>An administrator invites somebody who is in the register already.</summary>
public sealed class InvitingOnThePages(AccountSite site)
{
    private readonly PersonId leader = new(Guid.NewGuid());

    private string Page => $"/invite?person={leader}";

    [Theory]
    [InlineData("", "Для человека из реестра")]
    [InlineData("/en", "For somebody on record")]
    public async Task The_page_says_whom_it_is_for_by_his_id_and_the_account_is_his(
        string prefix, string said)
    {
        site.People.Known[leader] = true;
        using var head = await GivenAnAdministrator();
        var (status, html, _) = await head.OpenAsync(prefix + Page);
        status.ShouldBe(200);
        html.Seen().ShouldContain(said);
        html.ShouldContain($"<code>{leader}</code>");
        var login = $"leader-{leader.Value:N}@example.org";
        var link = await LinkOf(head, login);
        using var his = site.NewClient();
        (await his.FillInAsync(link, null, ("password", AccountSite.Password))).Status.ShouldBe(303);
        var account = await site.Services.GetRequiredService<AccountBook>()
            .FindByLoginAsync(login, TestContext.Current.CancellationToken);
        account!.Person.ShouldBe(leader);

        (status, html, _) = await head.OpenAsync(prefix + Page);
        html.ShouldContain("class=\"note bad\"", Case.Sensitive, "he has an account now");
    }

    [Theory]
    [InlineData("", "Такого человека в реестре региона нет.")]
    [InlineData("/en", "There is no such person in the region's register.")]
    public async Task Who_is_not_on_record_is_not_invited_as_such(string prefix, string said)
    {
        using var head = await GivenAnAdministrator();
        foreach (var person in new[] { leader.ToString(), "nonsense" })
        {
            var page = $"{prefix}/invite?person={person}";
            (await head.OpenAsync(page)).Html.Seen().ShouldContain(said);
            var (status, html, _) = await Send(head, page, person, "x@example.org");
            status.ShouldBe(422);
            html.Seen().ShouldContain(said);
        }
    }

    [Fact]
    public async Task Another_account_that_opens_his_link_is_told_so()
    {
        site.People.Known[leader] = true;
        using var head = await GivenAnAdministrator();
        var link = await LinkOf(head, "somebody@example.org");
        using var another = site.NewClient();
        await another.SignInAsync((await site.GivenAnAccount()).Login);
        var (status, html, _) = await another.FillInAsync(link);
        status.ShouldBe(422);
        html.Seen().ShouldContain("Эта ссылка — для другой записи реестра");
    }

    private async Task<string> LinkOf(HttpClient head, string login)
    {
        var (status, html, _) = await Send(head, Page, leader.ToString(), login);
        status.ShouldBe(200);
        var link = System.Text.RegularExpressions.Regex.Match(html, "/invitation/[A-Za-z0-9_-]+").Value;
        link.ShouldNotBeEmpty();
        return link;
    }

    private static Task<(int Status, string Html, string? Location)> Send(
        HttpClient head, string page, string person, string login) => head.FillInAsync(
            page, page.Split('?')[0], ("login", login), ("role", "manager"), ("municipality", ""),
            ("communities", ""), ("person", person));

    private async Task<HttpClient> GivenAnAdministrator()
    {
        var browser = site.NewClient();
        await browser.SignInAsync((await site.GivenAnAccount(Role.CentreAdministrator)).Login);
        return browser;
    }
}
