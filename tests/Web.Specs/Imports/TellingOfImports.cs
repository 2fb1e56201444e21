using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Specs.Accounts;
using static CommunityGrains.Web.Specs.Imports.ImportClient;

namespace CommunityGrains.Web.Specs.Imports;

/// <summary>Whoever began an import finds among his notices how it ended; nobody else does.</summary>
public sealed class TellingOfImports : IAsyncLifetime
{
    private ImportSite site = null!;

    public async ValueTask InitializeAsync() => site = await ImportSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task One_that_is_done_says_how_many_rows_there_were_and_how_many_were_refused()
    {
        using var head = await site.SignInAsync(await site.GivenAn(Role.CentreAdministrator));
        using var other = await site.SignInAsync(await site.GivenAn(Role.CentreAdministrator));
        var whole = await ImportAsync(head, "municipalities", "m.csv", OfficeFiles.Municipalities);
        var partly = await ImportAsync(
            head, "register", "r.csv", "Район;Название\nПримерный район;ТОС «Ива»\nНигде;ТОС «Ель»\n");
        var (_, html, _) = await head.OpenAsync("/notices");
        html.ShouldContain($"href=\"{whole}\"");
        html.ShouldContain($"href=\"{partly}\"");
        html.Seen().ShouldContain("Файл загружен: 2 строки");
        System.Text.RegularExpressions.Regex.Count(html.Seen(), "не принято строк: 1").ShouldBe(1);
        var english = (await head.OpenAsync("/en/notices")).Html.Seen();
        english.ShouldContain("Your file was taken in: rows: 2");
        english.ShouldContain("rows refused: 1");
        var others = (await other.OpenAsync("/notices")).Html;
        others.ShouldNotContain(whole);
        others.ShouldNotContain(partly);
    }

    [Fact]
    public async Task One_that_could_not_go_on_says_so_to_whoever_began_it()
    {
        using var head = await site.SignInAsync(await site.GivenAn(Role.CentreAdministrator));
        await ImportAsync(head, "municipalities", "m.csv", OfficeFiles.Municipalities);
        var login = await site.GivenAn(Role.Manager);
        using var manager = await site.SignInAsync(login);
        site.HoldImports();
        var work = await ImportAsync(
            manager, "register", "r.csv", "Район;Название\nПримерный район;ТОС «Ива»\n", wait: false);
        await site.LoseAsync(login, Role.Manager);
        site.LetImportsGo();

        // Whose role has changed signs in anew.
        using var again = await site.SignInAsync(login);
        var html = await UntilAsync(
            again, "/notices", page => page.Contains(work, StringComparison.Ordinal));
        html.Seen().ShouldContain("Файл не загружен: посмотрите, что помешало");
        html.Seen().ShouldNotContain("Файл загружен");
        (await again.OpenAsync("/en/notices")).Html.Seen()
            .ShouldContain("Your file was not taken in: see what was in the way");
        (await head.OpenAsync("/notices")).Html.ShouldNotContain(work);
    }
}
