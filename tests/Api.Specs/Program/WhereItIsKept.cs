using CommunityGrains.Host;
using CommunityGrains.Host.CommandLine;
using CommunityGrains.Host.Stores;

namespace CommunityGrains.Api.Specs.Program;

public sealed class WhereItIsKept : CommandLineRun
{
    private const string Password = "opensesame";
    private const string Municipalities = "name,region\nЗаречный район,RU-BA\n";

    [Fact]
    public async Task Without_a_store_it_is_the_file_in_the_data_folder()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", Municipalities));
        File.Exists(Path.Combine(Data, "communitygrains.db")).ShouldBeTrue();
        new HostOptions { Data = Data }.Store.Place.ShouldBe(Path.Combine(Data, "communitygrains.db"));
    }

    [Fact]
    public async Task A_file_of_another_name_is_a_deployment_of_its_own()
    {
        var file = Path.Combine(Folder, "kept", "centre.db");
        await RunWell(
            "import", "municipalities", FileOf("m.csv", Municipalities), "--store", $"sqlite:{file}");
        File.Exists(file).ShouldBeTrue();
        Directory.GetFiles(Data).ShouldBe(
            [Path.Combine(Data, "master.key")], "the data folder has the key and nothing that it opens");
        await RunWell("check", "--store", $"sqlite:{file}");
        await Run("check");
        Exit.ShouldBe(ExitCode.Failed);
        Error.ShouldContain("There is no data");
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("somewhere")]
    [InlineData("Host=db.example.org")]
    [InlineData("Database=centre;Password=" + Password)]
    [InlineData("Host=db.example.org;Database=centre;Password=" + Password + ";Colour=blue")]
    public async Task A_store_that_is_none_is_not_repeated(string store)
    {
        await Run("check", "--store", store);
        Exit.ShouldBe(ExitCode.Usage, Output + Error);
        Error.ShouldContain("--store takes");
        Error.ShouldNotContain(Password);
    }

    [Fact]
    public async Task A_store_in_the_wrong_place_is_not_repeated_either()
    {
        await Run("check", $"Host=db.example.org;Database=centre;Password={Password}");
        Exit.ShouldBe(ExitCode.Usage);
        (Output + Error).ShouldNotContain(Password);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_by_its_place()
    {
        await Run("check", "--store",
            $"Host=127.0.0.1;Port=1;Database=centre;Username=clerk;Password={Password};Timeout=5");
        Exit.ShouldBe(ExitCode.Failed);
        Error.ShouldContain("127.0.0.1:1/centre");
        Error.ShouldContain(StoreChoice.Variable, customMessage: "where a password belongs instead");
        (Output + Error).ShouldNotContain(Password);
        (Output + Error).ShouldNotContain("clerk");
    }

    [Fact]
    public void A_store_written_as_text_is_its_place()
    {
        var store = StoreChoice.Parse(
            $"Host=db.example.org;Database=centre;Username=clerk;Password={Password}");
        store!.ToString().ShouldBe("db.example.org:5432/centre");
        new HostOptions { Store = store }.ToString().ShouldNotContain(Password);
    }
}
