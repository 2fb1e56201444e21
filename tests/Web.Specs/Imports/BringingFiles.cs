using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Specs.Accounts;
using static CommunityGrains.Web.Specs.Imports.ImportClient;

namespace CommunityGrains.Web.Specs.Imports;

/// <summary>What pages about files do with whoever is not supposed to, with files that are none, and with a
/// program that ends in the middle.</summary>
public sealed partial class BringingFiles : IAsyncLifetime
{
    private ImportSite site = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await ImportSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task An_import_that_a_restart_broke_off_is_found_and_continued()
    {
        using var head = await SignedInAs(Role.CentreAdministrator);
        site.HoldImports();
        var work = await ImportAsync(
            head, "municipalities", "m.csv", OfficeFiles.Municipalities, wait: false);
        var login = head.DefaultRequestHeaders.GetValues("x-login").Single();
        await site.StartAgainAsync();

        using var again = await site.SignInAsync(login);
        var (_, html, _) = await again.OpenAsync(work);
        html.Seen().ShouldContain("Работа прервалась");
        (await again.FillInAsync(work, work + "/continuation")).Status.ShouldBe(303);
        html = await UntilAsync(
            again, work, text => text.Contains("class=\"outcome\"", StringComparison.Ordinal));
        NumbersOf(html).ShouldBe(["2", "0", "0", "0"]);
        // Continued once more, it is as it was.
        (await again.FillInAsync(work, work + "/continuation")).Status.ShouldBe(303);
        NumbersOf((await again.OpenAsync(work)).Html).ShouldBe(["2", "0", "0", "0"]);
        Directory.EnumerateFiles(site.Folder, "*.sealed", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_file_again_is_kindly_told_that_nothing_is_new()
    {
        using var head = await SignedInAs(Role.CentreAdministrator);
        await ImportAsync(head, "municipalities", "m.csv", OfficeFiles.Municipalities);
        var preview = await SendAsync(head, "municipalities", "m.csv", OfficeFiles.Municipalities);
        var html = await CheckedAsync(head, preview);
        html.Seen().ShouldContain("уже записано. Загружать его не нужно");
        html.ShouldNotContain("/start\" method", Case.Sensitive, "there is nothing to press");
    }

    [Fact]
    public async Task Nothing_of_a_file_lies_in_clear_while_it_waits()
    {
        using var head = await SignedInAs(Role.CentreAdministrator);
        await ImportAsync(head, "municipalities", "m.csv", OfficeFiles.Municipalities);
        const string text =
            "Район;Название;ФИО председателя\nПримерный район;ТОС «Ива»;Ракитова Вера Львовна\n";
        await CheckedAsync(head, await SendAsync(head, "register", "Список Ракитовой.csv", text));
        foreach (var file in Directory.EnumerateFiles(site.Folder, "*", SearchOption.AllDirectories))
        {
            if (file.EndsWith(".lock", StringComparison.Ordinal)
                || file.EndsWith(".program", StringComparison.Ordinal))
                continue;
            await using var stream = new FileStream(
                file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Cancel);
            bytes.ToArray().AsSpan().IndexOf("Ракитов"u8).ShouldBe(-1, file);
        }
    }

    [Theory]
    [InlineData("no token", null, null, 400)]
    [InlineData("another browser's token", "bm90LXlvdXJz", null, 400)]
    [InlineData("from another site", "own", "cross-site", 403)]
    [InlineData("its own", "own", "same-origin", 303)]
    public async Task A_file_is_only_taken_from_a_form_of_this_browser(
        string what, string? token, string? from, int status)
    {
        using var head = await SignedInAs(Role.CentreAdministrator);
        var own = await head.TokenOfAsync("/import");
        using var form = new MultipartFormDataContent();
        if (token is not null) form.Add(new StringContent(token == "own" ? own : token), "form-token");
        form.Add(new StringContent("municipalities"), "kind");
        form.Add(FileOf(OfficeFiles.Municipalities), "file", "m.csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/import") { Content = form };
        if (from is not null) request.Headers.Add("Sec-Fetch-Site", from);
        ((int)(await head.SendAsync(request, Cancel)).StatusCode).ShouldBe(status, what);
        var kept = Directory.EnumerateFiles(Path.Combine(site.Folder, "work"), "*.sealed").Count();
        kept.ShouldBe(status == 303 ? 1 : 0, what);
    }

    [Fact]
    public async Task A_file_before_the_token_is_not_read()
    {
        using var head = await SignedInAs(Role.CentreAdministrator);
        using var form = new MultipartFormDataContent
        {
            { FileOf(OfficeFiles.Municipalities), "file", "m.csv" },
            { new StringContent(await head.TokenOfAsync("/import")), "form-token" },
        };
        (await head.PostAsync(new Uri("/import", UriKind.Relative), form, Cancel)).StatusCode
            .ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("boundaries", "m.csv", "a;b\n1;2\n", "GeoJSON")]
    [InlineData("register", "m.geojson", "{}", "CSV или Excel")]
    [InlineData("register", "m.csv", "", "Выберите файл")]
    [InlineData("nonsense", "m.csv", "a;b\n1;2\n", "Выберите файл")]
    public async Task What_cannot_be_taken_is_told_on_the_page(
        string kind, string name, string text, string said)
    {
        using var head = await SignedInAs(Role.CentreAdministrator);
        var (status, html) = await PostAsync(head, kind, name, Encoding.UTF8.GetBytes(text));
        status.ShouldBe(422);
        html.Seen().ShouldContain(said);
        Directory.EnumerateFiles(Path.Combine(site.Folder, "work"), "*.sealed").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_told_so_and_leaves_nothing()
    {
        using var head = await SignedInAs(Role.CentreAdministrator);
        var (status, html) = await PostAsync(head, "register", "big.csv", new byte[(2 << 20) + 1]);
        status.ShouldBe(413);
        html.Seen().ShouldContain("больше 2 МБ");
        Directory.EnumerateFiles(Path.Combine(site.Folder, "work"), "*.sealed").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_letters_that_nobody_knows_can_be_read_when_its_encoding_is_said()
    {
        using var head = await SignedInAs(Role.CentreAdministrator);
        var dos = CodePagesEncodingProvider.Instance.GetEncoding(866)!;
        var preview = await SendAsync(
            head, "municipalities", "m.csv", dos.GetBytes(OfficeFiles.Municipalities));
        var html = await UntilAsync(head, preview, text => !Moves(text));
        html.Seen().ShouldContain("Кодировка не распознана");
        (await head.FillInAsync(preview, preview + "/columns", ("encoding", "dos866"))).Status.ShouldBe(303);
        NumbersOf(await CheckedAsync(head, preview)).ShouldBe(["2", "0", "0", "0"]);
    }

    [Fact]
    public async Task What_is_anothers_is_not_there_and_an_administrator_sees_imports_but_no_file()
    {
        using var head = await SignedInAs(Role.CentreAdministrator);
        await ImportAsync(head, "municipalities", "m.csv", OfficeFiles.Municipalities);
        using var manager = await SignedInAs(Role.Manager);
        var preview = await SendAsync(
            manager, "register", "r.csv", "Район;Название\nПримерный район;ТОС «Ива»\nНигде;ТОС «Ель»\n");
        await CheckedAsync(manager, preview);
        var work = preview.Replace("/import/", "/work/", StringComparison.Ordinal);
        foreach (var page in new[] { preview, work })
            (await head.OpenAsync(page)).Status.ShouldBe(404, "a proposal is its owner's alone");
        (await manager.FillInAsync(preview, preview + "/start")).Status.ShouldBe(303);
        await UntilAsync(manager, work, text => text.Contains("outcome", StringComparison.Ordinal));

        (await head.OpenAsync(work)).Status.ShouldBe(200);
        (await head.OpenAsync("/work")).Html.ShouldContain(work);
        (await head.OpenAsync(work + "/refused")).Status.ShouldBe(404);
        (await manager.OpenAsync(work + "/refused")).Html.ShouldContain("ТОС «Ель»");
        using var other = await SignedInAs(Role.Manager);
        foreach (var part in new[] { "", "/status", "/report", "/refused" })
            (await other.OpenAsync(work + part)).Status.ShouldBe(404, part);
        (await other.OpenAsync("/start")).Status.ShouldBe(404);
        (await other.OpenAsync("/import")).Html.ShouldNotContain("value=\"municipalities\"");
        using var visitor = site.NewClient();
        (await visitor.OpenAsync(work)).Location.ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task A_coordinator_brings_the_rows_of_his_municipality_and_no_others()
    {
        using var head = await SignedInAs(Role.CentreAdministrator);
        await ImportAsync(head, "municipalities", "m.csv", OfficeFiles.Municipalities);
        var (_, list, _) = await head.OpenAsync("/municipalities?text=Примерный");
        var own = Guid.Parse(Municipality().Match(list).Groups[1].Value);
        using var coordinator = await site.SignInAsync(
            await site.GivenAn(Role.Coordinator, new Scope.Municipalities([new(own)])));
        var preview = await SendAsync(
            coordinator, "register", "r.csv", "Район;Название\nПримерный район;ТОС «Ива»\nОбразцов;ТОС "
                + "«Ель»\n");
        NumbersOf(await CheckedAsync(coordinator, preview)).ShouldBe(["1", "0", "0", "1"]);
    }

    [Theory]
    [InlineData("municipalities.xlsx"), InlineData("register.xlsx"), InlineData("leaders.csv")]
    [InlineData("initiatives.csv"), InlineData("boundaries.geojson")]
    public async Task A_template_is_a_file_that_an_import_understands(string name)
    {
        using var head = await SignedInAs(Role.CentreAdministrator);
        var bytes = await head.GetByteArrayAsync(
            new Uri("/import/templates/" + name, UriKind.Relative), Cancel);
        var (status, _, address) = await PostForAddressAsync(head, name.Split('.')[0], name, bytes);
        status.ShouldBe(303);
        var html = await UntilAsync(head, address!, text => !Moves(text));
        html.ShouldNotContain("caution", Case.Sensitive, "every column is known");
        html.ShouldNotContain("role=\"alert\"><b>");
    }

    private async Task<HttpClient> SignedInAs(Role role) =>
        await site.SignInAsync(await site.GivenAn(role));

    private static ByteArrayContent FileOf(string text)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return content;
    }

    private static IReadOnlyList<string> NumbersOf(string html) =>
        [.. Number().Matches(html).Select(match => match.Groups[1].Value).Take(4)];

    [GeneratedRegex("<li[^>]*><b class=\"num\">([0-9]+)</b>")]
    private static partial Regex Number();

    [GeneratedRegex("/municipalities/([0-9a-f-]{36})")]
    private static partial Regex Municipality();
}
