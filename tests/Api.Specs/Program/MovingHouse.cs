using CommunityGrains.Host.CommandLine;
using CommunityGrains.Sqlite;
using Dapper;

namespace CommunityGrains.Api.Specs.Program;

/// <summary>What an operator does when the data shall live elsewhere, or a new version comes.</summary>
public sealed class MovingHouse : CommandLineRun
{
    private const string Municipalities = "name,region\nЗаречный район,RU-BA\n";

    private string Other => $"sqlite:{Path.Combine(Folder, "other", "centre.db")}";

    [Fact]
    public async Task The_log_is_copied_and_life_goes_on_there()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", Municipalities));
        await RunWell("copy-log", "--to", Other);
        Output.ShouldContain("1 events, 1 commands, up to position 1");
        await RunWell("copy-log", "--to", Other);
        Output.ShouldContain("0 events, 0 commands");
        await RunWell("check", "--store", Other);
        await RunWell("import", "municipalities", FileOf("m.csv", Municipalities), "--store", Other);
        Output.ShouldMatch(@"new\s+0\b");
        await RunWell("import", "municipalities",
            FileOf("more.csv", Municipalities + "Верхний район,RU-BA\n"), "--store", Other);
        Output.ShouldMatch(@"new\s+1\b");
        await Run("copy-log", "--to", Other);
        Exit.ShouldBe(ExitCode.Failed);
        Error.ShouldContain("events of its own");
    }

    [Fact]
    public async Task A_store_is_not_copied_into_itself()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", Municipalities));
        await Run("copy-log", "--to", $"sqlite:{Path.Combine(Data, "communitygrains.db")}");
        Exit.ShouldBe(ExitCode.Failed);
        Error.ShouldContain("the same store");
    }

    [Fact]
    public async Task Nothing_is_copied_into_a_store_that_a_server_works_with()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", Municipalities));
        await RunWell("migrate", "--store", Other);
        await using (var owner = new Host.Stores.FileViewOwner(
            Path.Combine(Folder, "other", "centre.db.views.lock"), TimeProvider.System))
        {
            (await owner.TryTakeAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
            await Run("copy-log", "--to", Other);
            Exit.ShouldBe(ExitCode.Failed);
            Error.ShouldContain("stop it and try again");
        }

        await RunWell("copy-log", "--to", Other);
    }

    [Fact]
    public async Task What_migrating_did_is_said()
    {
        await RunWell("migrate");
        Output.ShouldContain("log: 0001-log");
        Output.ShouldContain("steps taken");
        await RunWell("migrate");
        Output.ShouldContain("up to date");
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("check")]
    [InlineData("rebuild")]
    [InlineData("demo")]
    [InlineData("serve")]
    [InlineData("import", "municipalities")]
    [InlineData("export", "communities", "--out", "x.csv")]
    [InlineData("copy-log", "--to", "sqlite:copied.db")]
    public async Task A_newer_versions_tables_are_left_alone(params string[] args)
    {
        await RunWell("migrate");
        using (var database = new SqliteDatabase(Path.Combine(Data, "communitygrains.db")))
        {
            await database.WriteAsync((connection, transaction) => connection.Execute(
                "insert into migrations values ('log', 2, '0002-later')", transaction: transaction),
                TestContext.Current.CancellationToken);
        }

        await Run(args is ["import", ..] ? [.. args, FileOf("m.csv", Municipalities)] : args);
        Exit.ShouldBe(ExitCode.Failed, Output + Error);
        Error.ShouldContain("a newer version has written them");
        Error.Trim().ShouldNotContain("\n");
    }
}
