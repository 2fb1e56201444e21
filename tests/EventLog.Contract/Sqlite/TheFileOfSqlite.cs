using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract.Sqlite;

/// <summary>What file the program opens and what it refuses; full disks and locked files. Trap 16.</summary>
public sealed class TheFileOfSqlite : IAsyncLifetime
{
    private readonly SqliteStore store = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public void A_new_file_and_its_folder_are_for_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead");
        using var database = new SqliteDatabase(store.FilePath);
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(store.FilePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(store.FilePath)!)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Commits_are_durable_before_they_are_reported()
    {
        using var database = new SqliteDatabase(store.FilePath);
        database.Writer.ExecuteScalar<string>("pragma journal_mode").ShouldBe("wal");
        database.Writer.ExecuteScalar<long>("pragma synchronous").ShouldBe(2, "2 is FULL");
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_left_as_it_was()
    {
        store.OpenDatabase().Dispose();
        File.Delete(store.FilePath);
        await store.ChangeAsync("create table recipes (name text)");
        var before = await File.ReadAllBytesAsync(store.FilePath);
        Should.Throw<UnusableDatabaseException>(() => store.OpenDatabase())
            .Message.ShouldBe($"{store.FilePath} belongs to another program. Choose another folder.");
        (await File.ReadAllBytesAsync(store.FilePath)).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(store.FilePath)!);
        var text = string.Join('\n', Enumerable.Repeat("Улица;Дом", 200));
        await File.WriteAllTextAsync(store.FilePath, text);
        Should.Throw<UnusableDatabaseException>(() => store.OpenDatabase())
            .Message.ShouldBe($"{store.FilePath} is not a database of CommunityGrains. Choose another folder.");
        (await File.ReadAllTextAsync(store.FilePath)).ShouldBe(text);
    }

    [Fact]
    public async Task A_file_of_a_newer_format_is_refused()
    {
        store.OpenDatabase().Dispose();
        await store.ChangeAsync("pragma user_version = 2");
        Should.Throw<UnusableDatabaseException>(() => store.OpenDatabase()).Message.ShouldContain(
            "has format 2, and this program knows formats up to 1: a newer version has written it");
    }

    [Fact]
    public async Task Tables_that_a_newer_program_has_changed_are_refused()
    {
        await using (store.OpenLog()) { }
        await store.ChangeAsync("insert into migrations values ('log', 2, '0002-invented')");
        Should.Throw<UnusableDatabaseException>(() => store.OpenLog()).Message.ShouldContain(
            "the tables of 'log' are at step 2, and this program knows 1: a newer version has written them");
    }

    [Fact]
    public async Task Many_processes_may_make_the_file_at_once()
    {
        var logs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            var database = new SqliteDatabase(store.FilePath);
            return (Database: database, Log: new SqliteEventLog(database, TimeProvider.System));
        })));
        foreach (var (database, log) in logs)
        {
            (await log.AppendAsync(To(NewStream(), 0))).ShouldBeOfType<AppendVerdict.Appended>();
            await log.DisposeAsync();
            database.Dispose();
        }
    }

    [Fact]
    public void One_database_object_carries_one_log()
    {
        var database = store.OpenDatabase();
        var log = new SqliteEventLog(database, TimeProvider.System);
        Should.Throw<InvalidOperationException>(() => new SqliteEventLog(database, TimeProvider.System));
        log.DisposeAsync().AsTask().Wait(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_storage_itself_refuses_to_change_or_remove_events()
    {
        await using var log = store.OpenLog();
        await log.AppendAsync(To(NewStream(), 0));
        (await Should.ThrowAsync<SqliteException>(async () => await store.ChangeAsync("delete from events")))
            .Message.ShouldContain("events are never removed");
        (await Should.ThrowAsync<SqliteException>(async () => await store.ChangeAsync("update events set name = 'x'")))
            .Message.ShouldContain("events are never changed");
    }

    [Fact]
    public async Task On_a_full_disk_appends_fail_with_the_reason_and_go_on_when_there_is_room()
    {
        var database = store.OpenDatabase();
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        await log.AppendAsync(To(NewStream(), 0));
        SetPagesMax(database, 40);
        var large = new NewEvent("community.noted.v1", JsonOf(200_000));
        var request = To(NewStream(), 0) with { Events = [large] };
        var failure = await Should.ThrowAsync<AppendFailedException>(async () => await log.AppendAsync(request));
        failure.Message.ShouldBe("The log could not store the request: the disk is full.");
        (await log.ReadStreamAsync(request.Stream, 0, 10)).ShouldBeEmpty();

        SetPagesMax(database, 1_000_000);
        (await log.AppendAsync(request)).ShouldBe(new AppendVerdict.Appended(2, 1));
    }

    [Fact]
    public async Task On_a_full_disk_the_requests_that_fit_are_stored_beside_the_one_that_does_not()
    {
        var database = store.OpenDatabase();
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        await log.AppendAsync(To(NewStream(), 0));
        SetPagesMax(database, 60);
        List<Task<AppendVerdict>> small;
        Task<AppendVerdict> large;
        using (await database.Turn.EnterAsync(TestContext.Current.CancellationToken))
        {
            small = [.. Enumerable.Range(0, 9).Select(_ => log.AppendAsync(To(NewStream(), 0)).AsTask())];
            large = log.AppendAsync(
                To(NewStream(), 0) with { Events = [new NewEvent("community.noted.v1", JsonOf(900_000))] }).AsTask();
        }

        await Should.ThrowAsync<AppendFailedException>(large.Within("failure"));
        (await Task.WhenAll(small).Within("verdicts")).ShouldAllBe(verdict => verdict is AppendVerdict.Appended);
    }

    [Fact, Trait("Trap", "16")]
    public async Task A_file_locked_for_longer_than_the_log_has_patience_fails_the_append_and_not_the_log()
    {
        await using var log = new SqliteEventLog(
            store.OpenDatabase(lockPatience: TimeSpan.FromMilliseconds(50)), TimeProvider.System);
        var request = To(NewStream(), 0);
        await using (await store.HoldWritesAsync())
        {
            var failure = await Should.ThrowAsync<AppendFailedException>(async () => await log.AppendAsync(request));
            failure.Message.ShouldBe("The log could not store the request: another process keeps the file locked.");
        }

        (await log.AppendAsync(request)).ShouldBe(new AppendVerdict.Appended(1, 1));
    }

    [Fact]
    public async Task The_reading_paths_search_and_never_scan_or_sort()
    {
        await using var log = store.OpenLog();
        await using var connection = await store.ConnectAsync();
        foreach (var sql in (string[])
            [LogRows.ReadAllSql, LogRows.ReadStreamSql, LogRows.FindCommandSql, LogStatements.FindStreamSql])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"explain query plan {sql}";
            foreach (var parameter in (string[])["?1", "?2", "?3"])
                if (sql.Contains(parameter)) command.Parameters.AddWithValue(parameter, 1);
            await using var plan = await command.ExecuteReaderAsync();
            while (await plan.ReadAsync()) plan.GetString(3).ShouldStartWith("SEARCH", customMessage: sql);
        }
    }

    private static byte[] JsonOf(int size) => System.Text.Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', size)}}"}""");

    private static void SetPagesMax(SqliteDatabase database, int pages)
    {
        using (database.Turn.Enter()) database.Writer.Execute($"pragma max_page_count = {pages}");
    }
}
