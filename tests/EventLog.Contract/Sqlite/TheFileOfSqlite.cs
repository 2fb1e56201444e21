using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract.Sqlite;

/// <summary>What file the program opens and what it refuses; full disks and locked files. Trap 16.</summary>
public sealed class TheFileOfSqlite : SqliteStoreTest
{
    [Fact]
    public void A_new_file_and_its_folder_are_for_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead");
        using var database = new SqliteDatabase(Store.FilePath);
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(Store.FilePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(Store.FilePath)!)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Commits_are_durable_before_they_are_reported()
    {
        using var database = new SqliteDatabase(Store.FilePath);
        database.Writer.ExecuteScalar<string>("pragma journal_mode").ShouldBe("wal");
        database.Writer.ExecuteScalar<long>("pragma synchronous").ShouldBe(2, "2 is FULL");
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_left_as_it_was()
    {
        Store.OpenDatabase().Dispose();
        File.Delete(Store.FilePath);
        await Store.ChangeAsync("create table recipes (name text)");
        var before = await File.ReadAllBytesAsync(Store.FilePath, Cancel);
        Should.Throw<UnusableDatabaseException>(() => Store.OpenDatabase())
            .Message.ShouldBe($"{Store.FilePath} belongs to another program. Choose another folder.");
        (await File.ReadAllBytesAsync(Store.FilePath, Cancel)).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Store.FilePath)!);
        var text = string.Join('\n', Enumerable.Repeat("Улица;Дом", 200));
        await File.WriteAllTextAsync(Store.FilePath, text, Cancel);
        Should.Throw<UnusableDatabaseException>(() => Store.OpenDatabase())
            .Message.ShouldBe(
                $"{Store.FilePath} is not a database of CommunityGrains. Choose another folder.");
        (await File.ReadAllTextAsync(Store.FilePath, Cancel)).ShouldBe(text);
    }

    [Fact]
    public async Task A_file_of_a_newer_format_is_refused()
    {
        Store.OpenDatabase().Dispose();
        await Store.ChangeAsync("pragma user_version = 2");
        Should.Throw<UnusableDatabaseException>(() => Store.OpenDatabase()).Message.ShouldContain(
            "has format 2, and this program knows formats up to 1: a newer version has written it");
    }

    [Fact]
    public async Task Tables_that_a_newer_program_has_changed_are_refused()
    {
        await using (await Store.OpenLogAsync()) { }
        await Store.ChangeAsync("insert into migrations values ('log', 2, '0002-invented')");
        var refused = await Should.ThrowAsync<UnusableDatabaseException>(
            async () => await Store.OpenLogAsync());
        refused.Message.ShouldContain(
            "the tables of 'log' are at step 2, and this program knows 1: a newer version has written them");
    }

    [Fact]
    public async Task Many_processes_may_make_the_file_at_once()
    {
        var logs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            var database = new SqliteDatabase(Store.FilePath);
            return (Database: database, Log: new SqliteEventLog(database, TimeProvider.System));
        }, Cancel)));
        foreach (var (database, log) in logs)
        {
            (await log.AppendAsync(To(NewStream(), 0), Cancel)).ShouldBeOfType<AppendVerdict.Appended>();
            await log.DisposeAsync();
            database.Dispose();
        }
    }

    [Fact]
    public async Task One_database_object_carries_one_log_at_a_time()
    {
        var database = Store.OpenDatabase();
        await using (new SqliteEventLog(database, TimeProvider.System))
            Should.Throw<InvalidOperationException>(() => new SqliteEventLog(database, TimeProvider.System));
        await using var next = new SqliteEventLog(database, TimeProvider.System);
        (await next.HeadAsync(Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task The_storage_itself_refuses_to_change_or_remove_events()
    {
        await using var log = await Store.OpenLogAsync();
        await log.AppendAsync(To(NewStream(), 0), Cancel);
        (await Should.ThrowAsync<SqliteException>(async () => await Store.ChangeAsync("delete from events")))
            .Message.ShouldContain("events are never removed");
        (await Should.ThrowAsync<SqliteException>(
            async () => await Store.ChangeAsync("update events set name = 'x'")))
            .Message.ShouldContain("events are never changed");
    }

    [Fact]
    public async Task On_a_full_disk_appends_fail_with_the_reason_and_go_on_when_there_is_room()
    {
        var database = Store.OpenDatabase();
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        await log.AppendAsync(To(NewStream(), 0), Cancel);
        SetPagesMax(database, 40);
        var request = To(NewStream(), 0) with { Events = [Large(200_000)] };
        var failure = await Should.ThrowAsync<AppendFailedException>(
            async () => await log.AppendAsync(request, Cancel));
        failure.Message.ShouldBe("The log could not store the request: the disk is full.");
        (await log.ReadStreamAsync(request.Stream, 0, 10, Cancel)).ShouldBeEmpty();

        SetPagesMax(database, 1_000_000);
        (await log.AppendAsync(request, Cancel)).ShouldBe(new AppendVerdict.Appended(2, 1));
    }

    [Fact]
    public async Task On_a_full_disk_the_requests_that_fit_are_stored_beside_the_one_that_does_not()
    {
        var database = Store.OpenDatabase();
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        await log.AppendAsync(To(NewStream(), 0), Cancel);
        SetPagesMax(database, 60);
        List<Task<AppendVerdict>> small;
        Task<AppendVerdict> large;
        using (await database.Turn.EnterAsync(Cancel))
        {
            small = [.. Enumerable.Range(0, 9)
                .Select(_ => log.AppendAsync(To(NewStream(), 0), Cancel).AsTask())];
            large = log.AppendAsync(To(NewStream(), 0) with { Events = [Large(900_000)] }, Cancel).AsTask();
        }

        await Should.ThrowAsync<AppendFailedException>(large.Within("failure"));
        (await Task.WhenAll(small).Within("verdicts"))
            .ShouldAllBe(verdict => verdict is AppendVerdict.Appended);
    }

    [Fact, Trait("Trap", "16")]
    public async Task A_file_locked_for_longer_than_the_log_has_patience_fails_the_append_and_not_the_log()
    {
        await using var log = new SqliteEventLog(
            Store.OpenDatabase(lockPatience: TimeSpan.FromMilliseconds(50)), TimeProvider.System);
        var request = To(NewStream(), 0);
        await using (await Store.HoldWritesAsync())
        {
            var failure = await Should.ThrowAsync<AppendFailedException>(
            async () => await log.AppendAsync(request, Cancel));
            failure.Message.ShouldBe(
                "The log could not store the request: another process keeps the file locked.");
        }

        (await log.AppendAsync(request, Cancel)).ShouldBe(new AppendVerdict.Appended(1, 1));
    }

    [Fact]
    public async Task The_reading_paths_search_and_never_scan_or_sort()
    {
        await using var log = await Store.OpenLogAsync();
        await using var connection = await Store.ConnectAsync();
        foreach (var sql in (string[])
            [LogRows.ReadAllSql, LogRows.ReadStreamSql, LogRows.FindCommandSql, LogStatements.FindStreamSql])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"explain query plan {sql}";
            foreach (var parameter in (string[])["?1", "?2", "?3"])
                if (sql.Contains(parameter)) command.Parameters.AddWithValue(parameter, 1);
            await using var plan = await command.ExecuteReaderAsync(Cancel);
            while (await plan.ReadAsync(Cancel))
                plan.GetString(3).ShouldStartWith("SEARCH", customMessage: sql);
        }
    }

    private static NewEvent Large(int size) => Event(note: new string('x', size));

    private static void SetPagesMax(SqliteDatabase database, int pages)
    {
        using (database.Turn.Enter()) database.Writer.Execute($"pragma max_page_count = {pages}");
    }

    [Fact]
    public async Task Looks_that_fail_end_neither_the_process_nor_the_waiting()
    {
        var failed = new TaskCompletionSource();
        var (fails, failures) = (false, 0);
        var database = Store.OpenDatabase(prepare: connection =>
            raw.sqlite3_progress_handler(connection.Handle, 1, _ => Interrupts() ? 1 : 0, null));
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        await using var other = await Store.OpenLogAsync();
        var waiting = log.WaitAsync(0, Cancel).AsTask();
        Volatile.Write(ref fails, true);
        await failed.Task.Within("three looks that fail");

        await other.AppendAsync(To(NewStream(), 0), Cancel);
        await waiting.Within("wake-up by the first look that succeeds");

        bool Interrupts()
        {
            if (!Volatile.Read(ref fails)) return false;
            if (++failures < 3) return true;
            Volatile.Write(ref fails, false);
            failed.SetResult();
            return true;
        }
    }
}
