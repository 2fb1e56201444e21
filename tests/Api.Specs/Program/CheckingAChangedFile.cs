using CommunityGrains.Host.CommandLine;
using CommunityGrains.Sqlite;
using Dapper;

namespace CommunityGrains.Api.Specs.Program;

/// <summary>What somebody changed in the file behind the program's back is found, listed, and said by the
/// exit code.</summary>
public sealed class CheckingAChangedFile : CommandLineRun
{
    private const string CutTheEnd =
        "delete from events where position = (select max(position) from events)";

    [Theory]
    [InlineData("update events set json = replace(json, 'Родник', 'Чужой')", "the hash does not hold")]
    [InlineData(CutTheEnd, "ends at version 0, but a command was acknowledged at 1")]
    [InlineData("update community set status = 5", "differs in status")]
    [InlineData("delete from municipality", "lacks rows")]
    [InlineData("update events set name = 'community.flown.v9' where position = 2", "does not know the name")]
    [InlineData("update events set json = '{}' where position = 2", "the JSON does not fit")]
    [InlineData("update streams set name = 'nowhere' where id = 2", "cannot be read")]
    [InlineData("insert into checkpoints values ('process:community-merge', 99)",
        "process:community-merge has read up to 99, but the log ends at 3")]
    public async Task Is_found(string sql, string fault)
    {
        await GivenARegister();
        await Change(sql);
        await Run("check");
        Exit.ShouldBe(ExitCode.NeedsPerson, Output + Error);
        Output.ShouldContain(fault);
    }

    [Theory]
    [InlineData("update events set name = 'community.flown.v9' where position = 2",
        "process community-merge stands")]
    [InlineData("update events set name = 'community.flown.v9' where position = 2", "set aside")]
    public async Task An_event_nobody_can_read_is_said_of_everybody_who_met_it(string sql, string fault)
    {
        await GivenARegister();
        await Change(sql + "; delete from checkpoints");
        await Run("rebuild");
        await Run("check");
        Exit.ShouldBe(ExitCode.NeedsPerson, Output + Error);
        Output.ShouldContain(fault);
    }

    [Fact]
    public async Task A_stream_cut_at_its_end_is_found_after_a_rebuild_too()
    {
        await GivenARegister();
        await Change(CutTheEnd);
        await RunWell("rebuild");
        await Run("check");
        Exit.ShouldBe(ExitCode.NeedsPerson, Output + Error);
        Output.ShouldContain("ends at version 0, but a command was acknowledged at 1");
        Output.ShouldContain("Views up to position 2");
    }

    [Fact]
    public async Task What_is_wrong_with_the_log_is_said_even_when_the_views_cannot_be_read()
    {
        await GivenARegister();
        await Change("update events set json = replace(json, 'Родник', 'Чужой'); drop table municipality");
        using var output = new StringWriter();
        try
        {
            await Cli.RunAsync(["check", "--data", Data, "--lang", "en"], output, output);
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // A table that is not there is nothing the check foresees.
        }

        output.ToString().ShouldContain("the hash does not hold");
    }

    [Fact]
    public async Task Many_faults_are_counted_and_not_all_listed()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", "name,region\n" + string.Concat(
            Enumerable.Range(1, 150).Select(number => $"Район {number},RU-BA\n"))));
        await Change("update events set account = 'somebody'");
        await Run("check");
        Exit.ShouldBe(ExitCode.NeedsPerson);
        Output.ShouldContain("150 streams, faults: 150");
        Output.ShouldContain("and 50 more");
    }

    private async Task GivenARegister()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", "name,region\nЗаречный район,RU-BA\n"));
        await RunWell("import", "register", FileOf("r.csv", """
            Муниципалитет;Наименование;Форма;Кол-во членов
            Заречный район;ТОС «Родник»;ТОС;12
            Заречный район;ТОС «Слобода»;ТОС;15
            """));
    }

    private async Task Change(string sql)
    {
        using var database = new SqliteDatabase(Path.Combine(Data, "communitygrains.db"));
        await database.WriteAsync((connection, transaction) =>
        {
            connection.Execute(
                "drop trigger events_are_never_changed; drop trigger events_are_never_removed",
                transaction: transaction);
            connection.Execute(sql, transaction: transaction).ShouldBeGreaterThan(0);
        }, TestContext.Current.CancellationToken);
    }
}
