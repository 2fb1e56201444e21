using CommunityGrains.Host.CommandLine;

namespace CommunityGrains.Api.Specs.Program;

public sealed class FromTheCommandLine : CommandLineRun
{
    private const string Municipalities = """
        name,official_name,kind,oktmo,lat,lon,region
        Заречный район,Заречный муниципальный район,municipal-district,,54.2,56.1,RU-BA
        """;

    private const string Register = """
        Муниципалитет;Наименование;Форма;Кол-во членов
        Заречный район;ТОС «Родник»;ТОС;12
        Заречный район;ТОС «Слобода»;ТОС;15
        """;

    [Fact]
    public async Task A_register_is_imported_exported_and_checked()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", Municipalities));
        await RunWell("import", "register", FileOf("r.csv", Register));
        Output.ShouldMatch(@"new\s+2\b");
        await RunWell("import", "register", FileOf("r.csv", Register));
        Output.ShouldMatch(@"new\s+0\b");
        Output.ShouldMatch(@"unchanged\s+2\b");
        var target = Path.Combine(Folder, "out.csv");
        await RunWell("export", "register", "--out", target, "--format", "csv");
        (await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken))
            .ShouldContain("ТОС «Слобода»");
        await RunWell("check");
        Output.ShouldContain("faults: 0");
        await RunWell("rebuild");
        await RunWell("check");
    }

    [Fact]
    public async Task Refused_rows_are_written_to_mend_and_the_exit_code_says_so()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", Municipalities));
        var refused = Path.Combine(Folder, "refused.csv");
        await Run("import", "register",
            FileOf("r.csv", Register.Replace("15", "много", StringComparison.Ordinal)), "--refused", refused);
        Exit.ShouldBe(ExitCode.NeedsPerson);
        Output.ShouldContain("Row 3: refused");
        var text = await File.ReadAllTextAsync(refused, TestContext.Current.CancellationToken);
        await RunWell("import", "register",
            FileOf("mended.csv", text.Replace("много", "15", StringComparison.Ordinal)));
        Output.ShouldMatch(@"new\s+1\b");
    }

    [Fact]
    public async Task A_dry_run_records_nothing()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", Municipalities), "--dry-run");
        Output.ShouldContain("Dry run");
        Output.ShouldMatch(@"new\s+1\b");
        await RunWell("import", "municipalities", FileOf("m.csv", Municipalities));
        Output.ShouldMatch(@"new\s+1\b");
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("import", "cows", "x.csv")]
    [InlineData("import", "register")]
    [InlineData("export", "register")]
    [InlineData("export", "register", "--out", "x", "--format", "doc")]
    [InlineData("export", "register", "--out", "x", "--as-of", "yesterday")]
    [InlineData("import", "register", "x.csv", "--map", "nonsense")]
    [InlineData("serve", "--roles", "king")]
    [InlineData("check", "--region", "../x")]
    [InlineData("copy-log")]
    [InlineData("copy-log", "--to", "elsewhere")]
    [InlineData("check", "--urls", "http://localhost:1")]
    public async Task A_wrong_command_line_is_said_to_be_wrong(params string[] args)
    {
        await Run(args);
        Exit.ShouldBe(ExitCode.Usage, Output + Error);
        Error.ShouldNotBeEmpty();
        Directory.Exists(Data).ShouldBeFalse("nothing is made on the way");
    }

    [Theory]
    [InlineData("There is no file", "import", "register", "missing.csv")]
    [InlineData("There is no data", "check")]
    [InlineData("There is no data", "rebuild")]
    [InlineData("There is no data", "rebuild", "--parked")]
    [InlineData("There is no data", "copy-log", "--to", "sqlite:x.db")]
    [InlineData("There is no data", "export", "register", "--out", "x.csv")]
    [InlineData("this machine only", "demo", "--urls", "http://0.0.0.0:5080")]
    [InlineData("is not an address", "serve", "--urls", "5080")]
    public async Task What_cannot_be_done_is_said_in_one_sentence(string sentence, params string[] args)
    {
        await Run(args);
        Exit.ShouldBe(ExitCode.Failed, Output + Error);
        Error.ShouldContain(sentence);
        Error.Trim().ShouldNotContain("\n");
        Directory.Exists(Data).ShouldBeFalse("nothing is made on the way");
    }

    [Fact]
    public async Task A_file_that_is_no_list_is_said_to_be_none()
    {
        await Run("import", "register", FileOf("r.csv", "a;b\n1;2\n"));
        Exit.ShouldBe(ExitCode.Failed);
        Error.ShouldContain("Columns are missing");
    }

    [Fact]
    public async Task The_scratch_of_a_check_is_taken_away()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", Municipalities));
        await RunWell("check");
        Directory.EnumerateFiles(Data, "check-*").ShouldBeEmpty();
    }
}
