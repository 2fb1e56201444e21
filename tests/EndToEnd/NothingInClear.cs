using System.Collections.Concurrent;
using System.Text.Json;
using CommunityGrains.Access;
using CommunityGrains.Host;
using CommunityGrains.Host.Stores;
using CommunityGrains.Specs;
using CommunityGrains.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CommunityGrains.EndToEnd;

/// <summary>
/// A thousand invented people are stored and looked at, a hundred are erased; residents tell something, and
/// some of that is declined. Nothing of any of them lies in clear in any file, and nothing of the hundred can
/// be read again, from an older backup either, nor what was declined.
/// </summary>
public abstract class NothingInClear : IAsyncLifetime
{
    private readonly Journal journal = new();

    /// <summary>Everything that the deployment and its server write.</summary>
    protected string Root { get; } = Directory.CreateTempSubdirectory("canaries-").FullName;

    protected string Data => Path.Combine(Root, "data");

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task Nothing_of_anybody_lies_in_clear_and_whoever_was_erased_stays_erased()
    {
        List<string> people;
        await using (var program = await StartAsync(Data, Store))
        {
            await StoreAsync(program);
            people = await PeopleAsync(program);
            await TypeAsync(program, people);
            await RequireCardsAsync(program, people, erased: 0);
            var export = await program.GetAsync("/api/v1/communities/export?format=csv");
            foreach (var datum in Canaries.Data.Where(datum => datum.InRegister is not null))
            {
                for (var i = 0; i < Canaries.Count; i++) export.ShouldContain(datum.Shown(i));
                Canaries.FoundIn(export, "export").Select(found => found.Split(": ")[1]).ShouldContain(
                    mark => datum.Marks.Contains(mark), "the search finds what is there");
            }

            (await FoundAsync(program, Canaries.Surname(150))).ShouldBe(1, "people are found by name");
            await Residents.TellAndBeForgottenAsync(program);
        }

        await BackUpAsync();
        await using (var program = await StartAsync(Data, Store))
        {
            foreach (var person in people[..Canaries.Erased]) await EraseAsync(program, person);
            await RequireErasedAsync(program);
            await Residents.RequireForgottenAsync(program);
            await RequireCardsAsync(program, people, Canaries.Erased);
        }

        NothingIn(Root);
        Canaries.FoundIn(string.Join('\n', journal.Lines), "journal").ShouldBeEmpty();

        var (data, store) = await RestoreAsync();
        await using (var program = await StartAsync(data, store))
        {
            await RequireErasedAsync(program);
            await Residents.RequireForgottenAsync(program);
        }

        NothingIn(Root);
    }

    /// <summary>Where it is kept.</summary>
    protected abstract StoreChoice Store { get; }

    /// <summary>Copies what operators back up, while the program is stopped.</summary>
    protected abstract Task BackUpAsync();

    /// <summary>Puts the backup in another place, with the master key and the journal of erasures of
    /// today.</summary>
    protected abstract Task<(string Data, StoreChoice Store)> RestoreAsync();

    private static async Task StoreAsync(CanaryProgram program)
    {
        await program.ImportAsync("municipalities", "Название,Регион\nУфа,RU-BA\n");
        await program.ImportAsync("register", Canaries.Register());
        await program.ImportAsync("leaders", Canaries.LeadersList());
    }

    // In the order of the canaries, by the communities they head.
    private static async Task<List<string>> PeopleAsync(CanaryProgram program)
    {
        var people = new SortedDictionary<int, string>();
        for (string? address = "/api/v1/communities?limit=200"; address is not null;)
        {
            var page = JsonDocument.Parse(await program.GetAsync(address)).RootElement;
            foreach (var row in page.GetProperty("items").EnumerateArray())
            {
                var name = row.GetProperty("entry").GetProperty("name").GetString()!;
                var head = row.GetProperty("head");
                var number = int.Parse(string.Concat(name.Where(char.IsAsciiDigit)), provider: null);
                foreach (var datum in Canaries.Data.Where(datum => datum.InRegister is not null))
                    head.GetProperty(datum.Member!).GetString().ShouldBe(datum.Shown(number));
                people[number] = head.GetProperty("person").GetString()!;
            }

            address = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        people.Count.ShouldBe(Canaries.Count);
        return [.. people.Values];
    }

    // The same as somebody types it, command by command; and what comes in by no file.
    private static async Task TypeAsync(CanaryProgram program, List<string> people)
    {
        var leaders = JsonDocument.Parse(await program.GetAsync("/api/v1/leaders?limit=200")).RootElement
            .GetProperty("items").EnumerateArray().ToDictionary(
                row => row.GetProperty("person").GetProperty("person").GetString()!,
                row => row.GetProperty("id").GetString()!);
        const string Consent =
            """{"purpose": "register", "textVersion": "2026-03", "givenOn": "2026-03-01"}""";
        for (var i = 0; i < Canaries.Leaders; i += Canaries.TypedEach)
            await program.PostAsync($"/api/v1/people/{people[i]}/consents", Consent);

        foreach (var type in Canaries.Data.Select(datum => datum.Typed)
            .OfType<Func<int, (string Address, string Json)>>())
        {
            for (var i = 0; i < Canaries.Leaders; i += Canaries.TypedEach)
            {
                var (address, json) = type(i);
                await program.PostAsync(
                    "/api/v1/" + address.Replace("<person>", people[i], StringComparison.Ordinal)
                        .Replace("<leader>", leaders[people[i]], StringComparison.Ordinal), json);
            }
        }
    }

    private static async Task EraseAsync(CanaryProgram program, string person)
    {
        var answer = JsonDocument.Parse(await program.PostAsync(
            $"/api/v1/people/{person}/erasure", """{"basis": "Заявление субъекта"}""")).RootElement;
        answer.GetProperty("events").GetInt32().ShouldBeGreaterThan(0);
        var act = answer.GetProperty("document").GetString()!;
        act.ShouldContain(person);
        Canaries.FoundIn(act, "act").ShouldBeEmpty();
    }

    private static async Task RequireCardsAsync(CanaryProgram program, List<string> people, int erased)
    {
        for (var i = 0; i < Canaries.Leaders; i += Canaries.TypedEach)
        {
            var card = await program.GetAsync($"/api/v1/people/{people[i]}");
            foreach (var datum in Canaries.OnCards)
                card.Contains(datum.Shown(i), StringComparison.Ordinal).ShouldBe(i >= erased, $"card {i}");
        }
    }

    private static async Task RequireErasedAsync(CanaryProgram program)
    {
        foreach (var path in new[] { "communities", "leaders" })
        {
            var export = await program.GetAsync($"/api/v1/{path}/export?format=csv");
            for (var i = 0; i < Canaries.Count; i++)
            {
                var isThere = i >= Canaries.Erased && (path == "communities" || i < Canaries.Leaders);
                foreach (var datum in Canaries.Data.Where(datum =>
                    (path == "communities" ? datum.InRegister : datum.InLeaders) is not null))
                {
                    export.Contains(datum.Shown(i), StringComparison.Ordinal).ShouldBe(
                        isThere, $"{path} {i} {datum.Member}");
                }
            }
        }

        (await FoundAsync(program, Canaries.Surname(7))).ShouldBe(0);
        (await FoundAsync(program, Canaries.Phone(7))).ShouldBe(0);
        (await FoundAsync(program, Canaries.Surname(150))).ShouldBe(1);
        (await FoundAsync(program, "Роща")).ShouldBe(Canaries.Leaders, "counts stay");
    }

    private static async Task<int> FoundAsync(CanaryProgram program, string text) => JsonDocument.Parse(
        await program.GetAsync($"/api/v1/leaders?limit=200&text={Uri.EscapeDataString(text)}"))
        .RootElement.GetProperty("items").GetArrayLength();

    private static void NothingIn(string folder) =>
        Canaries.FoundIn(folder).ShouldBeEmpty("personal data lies in clear");

    private async Task<CanaryProgram> StartAsync(string data, StoreChoice store)
    {
        var app = await Composition.BuildAsync(
            new HostOptions
            {
                Data = data, Store = store, Urls = "http://127.0.0.1:0",
                ReadingLimits = new Access.People.ReadingLimits(PeoplePerHourMax: 5_000),
            },
            logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(journal),
            replacing: services => services.AddSingleton<IViewers, ViewersByHeader>());
        await app.StartAsync();
        return new CanaryProgram(app);
    }

    private sealed class Journal : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
                Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}

public sealed class NothingInClearInAFolder : NothingInClear
{
    private string Backup => Path.Combine(Root, "backup");

    protected override StoreChoice Store =>
        new StoreChoice.File(Path.Combine(Data, HostOptions.FileName));

    public override ValueTask InitializeAsync() => default;

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return default;
    }

    protected override Task BackUpAsync()
    {
        Copy(Data, Backup);
        return Task.CompletedTask;
    }

    protected override Task<(string, StoreChoice)> RestoreAsync()
    {
        var place = Path.Combine(Root, "restored");
        Copy(Backup, place);
        File.Copy(Path.Combine(Data, "erasures.jsonl"), Path.Combine(place, "erasures.jsonl"),
            overwrite: true);
        return Task.FromResult<(string, StoreChoice)>(
            (place, new StoreChoice.File(Path.Combine(place, HostOptions.FileName))));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}

public sealed class NothingInClearOnAServer : NothingInClear
{
    private PostgresServer server = null!;
    private string database = "";

    protected override StoreChoice Store => new StoreChoice.Server(database);

    public override async ValueTask InitializeAsync()
    {
        // Statements in its log, as some operators want them; their parameters are texts that people search
        // for.
        server = await PostgresServer.StartAsync(
            "fsync=off", "max_connections=200", "log_statement=all", "log_parameter_max_length=0");
        database = await server.CreateDatabaseAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    protected override Task BackUpAsync() => CopyDatabaseAsync(database, "backup");

    protected override async Task<(string, StoreChoice)> RestoreAsync()
    {
        // With what is still in memory, and with the server's log, which tells every statement here.
        await Sql.RunAsync(database, "checkpoint");
        Canaries.FoundIn(server.Folder!).ShouldBeEmpty("personal data lies in the server's files");
        await CopyDatabaseAsync(Named("backup"), "restored");
        return (Data, new StoreChoice.Server(Named("restored")));
    }

    private string Named(string name) =>
        new NpgsqlConnectionStringBuilder(database) { Database = name }.ConnectionString;

    private async Task CopyDatabaseAsync(string from, string to)
    {
        NpgsqlConnection.ClearAllPools();
        await Sql.RunAsync(Named("postgres"),
            $"create database {to} template {new NpgsqlConnectionStringBuilder(from).Database}");
    }
}
