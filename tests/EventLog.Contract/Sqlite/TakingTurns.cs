using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract.Sqlite;

/// <summary>The write turn, writes in transactions, and the pool of readers.</summary>
public sealed class TakingTurns : SqliteStoreTest
{
    [Fact]
    public async Task The_turn_goes_to_one_after_the_other_in_the_order_of_asking()
    {
        var turn = new WriteTurn();
        var order = new List<int>();
        var first = await turn.EnterAsync(Cancel);
        var others = Enumerable.Range(0, 100).Select(async number =>
        {
            using (await turn.EnterAsync(Cancel)) order.Add(number);
        }).ToList();
        first.Dispose();
        await Task.WhenAll(others).Within("turn for all");
        order.ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task Who_is_cancelled_while_waiting_does_not_hold_up_the_next()
    {
        var turn = new WriteTurn();
        using var given = new CancellationTokenSource();
        var first = await turn.EnterAsync(Cancel);
        var cancelled = turn.EnterAsync(given.Token).AsTask();
        var next = turn.EnterAsync(Cancel).AsTask();
        await given.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled.Within("end of the cancelled wait"));
        next.IsCompleted.ShouldBeFalse();
        first.Dispose();
        first.Dispose();
        (await next.Within("turn of the next")).Dispose();
        turn.Enter().Dispose();
    }

    [Fact]
    public async Task Work_that_fails_is_rolled_back_and_the_next_has_its_turn()
    {
        var database = Store.OpenDatabase();
        await MakeNotesAsync(database);
        var failing = database.WriteAsync((connection, _) =>
        {
            connection.Execute("insert into notes values ('by half')");
            throw new InvalidOperationException("in the middle");
        }, Cancel);
        await Should.ThrowAsync<InvalidOperationException>(failing.AsTask());
        var count = await database.WriteAsync(
            (connection, _) => connection.ExecuteScalar<int>("select count(*) from notes"), Cancel);
        count.ShouldBe(0);
    }

    [Fact]
    public async Task Views_and_log_write_in_turn_to_the_same_file()
    {
        var database = Store.OpenDatabase();
        await using var log = new EventLog.Sqlite.SqliteEventLog(database, TimeProvider.System);
        await MakeNotesAsync(database);
        var appends = Enumerable.Range(0, 200)
            .Select(_ => log.AppendAsync(To(NewStream(), 0), Cancel).AsTask());
        var notes = Enumerable.Range(0, 200).Select(number => database.WriteAsync((connection, transaction) =>
            connection.Execute("insert into notes values (@number)", new { number }, transaction), Cancel)
            .AsTask());
        await Task.WhenAll([.. appends, .. notes]).Within("end of all writes");
        (await log.HeadAsync(Cancel)).ShouldBe(200);
        using var reader = database.OpenReader();
        reader.Connection.ExecuteScalar<int>("select count(*) from notes").ShouldBe(200);
    }

    [Fact]
    public void A_reader_cannot_write_and_is_used_again()
    {
        var database = Store.OpenDatabase();
        SqliteConnection first;
        using (var reader = database.OpenReader())
        {
            first = reader.Connection;
            Should.Throw<SqliteException>(() => first.Execute("create table notes (text)"));
        }

        using (var reader = database.OpenReader()) reader.Connection.ShouldBeSameAs(first);
    }

    [Fact]
    public void A_reader_given_back_inside_a_transaction_is_not_used_again()
    {
        var database = Store.OpenDatabase();
        SqliteConnection first;
        using (var reader = database.OpenReader())
        {
            first = reader.Connection;
            first.Execute("begin; select count(*) from sqlite_master");
        }

        using (var reader = database.OpenReader()) reader.Connection.ShouldNotBeSameAs(first);
    }

    private static ValueTask MakeNotesAsync(SqliteDatabase database) => database.WriteAsync((connection, _) =>
    {
        connection.Execute("create table notes (text)");
    }, Cancel);
}
