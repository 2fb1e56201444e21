using CommunityGrains.Access.People;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Host;
using CommunityGrains.Host.Serving;
using CommunityGrains.Host.Stores;
using CommunityGrains.Tests;
using Npgsql;

namespace CommunityGrains.EndToEnd;

/// <summary>Two hosts, each with a folder of its own, on one database: whoever one of them erases stays
/// erased after an older backup was restored, whichever host's journal is left.</summary>
public sealed class ErasingOnSeveralHosts : IAsyncLifetime
{
    private const string Region = "RU-BA";

    private static readonly string MasterKeyText = MasterKey.Create().Export();

    private static readonly PersonId Anna = Person(1), Boris = Person(2), Vera = Person(3);

    private readonly string root = Directory.CreateTempSubdirectory("erasing-").FullName;

    private PostgresServer server = null!;
    private string database = "", backup = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await PostgresServer.SharedAsync();
        database = await server.CreateDatabaseAsync();
        await using (var one = await OpenAsync("one"))
            foreach (var person in (PersonId[])[Anna, Boris, Vera]) await ClaimAsync(one, person);
        backup = await CopyOfAsync(database);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DropDatabaseAsync(database);
        await server.DropDatabaseAsync(backup);
        Directory.Delete(root, recursive: true);
    }

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    public async Task The_journal_of_one_host_is_enough(string left)
    {
        await using (var one = await OpenAsync("one"))
        await using (var two = await OpenAsync("two"))
        {
            await EraseAsync(one, Anna);
            await EraseAsync(two, Boris);
            (await one.Erasing.LearnAsync(Cancel)).ShouldBe(1, "what the other has erased");
            (await two.Erasing.LearnAsync(Cancel)).ShouldBe(1);
            (await one.Erasing.LearnAsync(Cancel)).ShouldBe(0, "nothing is told twice");
        }

        await using var restored = await OpenAsync(left, backup);
        await OnlyVeraIsReadableAsync(restored);
    }

    [Fact]
    public async Task A_host_that_was_away_learns_at_its_start_what_the_other_has_erased()
    {
        await using (var one = await OpenAsync("one"))
        {
            await EraseAsync(one, Anna);
            await EraseAsync(one, Boris);
        }

        await using (await OpenAsync("two")) { }

        await using var restored = await OpenAsync("two", backup);
        await OnlyVeraIsReadableAsync(restored);
    }

    [Fact]
    public async Task A_host_without_any_journal_learns_from_the_other_that_starts_after_it()
    {
        await using (var one = await OpenAsync("one"))
        {
            await EraseAsync(one, Anna);
            await EraseAsync(one, Boris);
        }

        await using var empty = await OpenAsync("new", backup);
        await ReadableAsync(empty, [Anna, Boris, Vera]);
        await using (await OpenAsync("one", backup)) await OnlyVeraIsReadableAsync(empty);
        (await empty.Erasing.LearnAsync(Cancel)).ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_is_brought_back_under_running_hosts_is_erased_by_the_next_look()
    {
        await using var one = await OpenAsync("one", backup);
        await EraseAsync(one, Anna);
        await EraseAsync(one, Boris);
        // As an operator would who restores the keys alone.
        await Sql.RunAsync(backup, "delete from access.erasure; delete from access.person_erased");
        await CopyKeysAsync(database, backup);
        await ReadableAsync(one, [Anna, Boris, Vera]);
        (await one.Erasing.LearnAsync(Cancel)).ShouldBe(2);
        await OnlyVeraIsReadableAsync(one);
    }

    [Fact]
    public async Task A_stop_between_the_journal_and_the_erasure_is_made_up_for_by_any_host()
    {
        await using (var one = await OpenAsync("one")) await EraseAsync(one, Anna);
        // The journal names one more, and the program was stopped before anything else.
        var line = File.ReadLines(JournalOf("one")).Last(text => text.Length > 0);
        await File.AppendAllTextAsync(
            JournalOf("one"), line.Replace(Anna.ToString(), Boris.ToString(), StringComparison.Ordinal),
            Cancel);
        await using (await OpenAsync("one")) { }

        await using var two = await OpenAsync("two");
        await OnlyVeraIsReadableAsync(two);
        File.ReadAllText(JournalOf("two")).ShouldContain(Boris.ToString());
    }

    private static PersonId Person(int number) =>
        new(new Guid(number, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 1]));

    private string JournalOf(string host) => Path.Combine(root, host, ErasureJournal.FileName);

    private async Task<Deployment> OpenAsync(string host, string? store = null)
    {
        var options = new HostOptions
        {
            Data = Path.Combine(root, host), Store = new StoreChoice.Server(store ?? database),
        };
        return await Deployment.OpenAsync(
            options with { MasterKey = new MasterKeyChoice(options.MasterKeyFile, MasterKeyText) }, Cancel);
    }

    private static async Task ClaimAsync(Deployment host, PersonId person)
    {
        var asked = new Asked(
            new CommandId(Guid.CreateVersion7()), Vera, TimeProvider.System.GetUtcNow(),
            new DateOnly(2026, 11, 22));
        var reply = await host.Grains.AskAsync(
            new Order(new StreamId(Region, "leader", person.Value), new LeaderCommand.Claim(
                asked, new Contact(person, new PersonName("Примерова Анна")),
                new CommunityId(person.Value), LeaderRole.Chair, "председатель")), Cancel);
        reply.ShouldBeOfType<Reply.Accepted>();
    }

    private static async Task EraseAsync(Deployment host, PersonId person) =>
        (await host.Erasing.EraseAsync(
            Region, person, "Заявление", Vera, new DateOnly(2026, 11, 22), Cancel)).ShouldNotBeNull();

    private static Task OnlyVeraIsReadableAsync(Deployment host) => ReadableAsync(host, [Vera]);

    private static async Task ReadableAsync(Deployment host, PersonId[] people)
    {
        var keys = await host.Vault.Keys.FindAsync(Region, [Anna, Boris, Vera], Cancel);
        keys.Keys.ShouldBe(people, ignoreOrder: true);
        (await host.Vault.Index.FindAsync(Region, "примерова", Cancel)).ShouldBe(people, ignoreOrder: true);
        foreach (var person in (PersonId[])[Anna, Boris])
        {
            var found = await host.Erasing.FindAsync(Region, person, Cancel);
            if (people.Contains(person)) continue;
            found.ShouldNotBeNull().Person.ShouldBe(person);
        }
    }

    private async Task<string> CopyOfAsync(string store)
    {
        NpgsqlConnection.ClearAllPools();
        var named = new NpgsqlConnectionStringBuilder(store);
        var from = named.Database;
        named.Database = $"{from}_backup";
        await server.RunAsync($"create database {named.Database} template {from}");
        return named.ConnectionString;
    }

    private static async Task CopyKeysAsync(string from, string to)
    {
        foreach (var table in (string[])["person_key", "person_index"])
        {
            var rows = await Sql.TextAsync(from, $"select json_agg(t) from access.{table} t");
            await Sql.RunAsync(to, $"""
                insert into access.{table}
                select * from json_populate_recordset(null::access.{table}, '{rows}')
                on conflict do nothing
                """);
        }
    }
}
