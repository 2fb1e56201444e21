using CommunityGrains.Benchmarks;
using CommunityGrains.Benchmarks.Pages;
using CommunityGrains.Benchmarks.PostgreSql;

// Each benchmark prints its rival or its limit from the same run, and the ratio. Run in Release:
//   dotnet run --configuration Release --project tests/Benchmarks -- append
var onPostgres = new Dictionary<string, Func<BenchmarkOptions, Task>>
{
    ["append"] = AppendToPostgres.RunAsync,
    ["engine"] = EngineBenchmark.RunAsync,
    ["sealed"] = SealedAppends.OnPostgresAsync,
    ["read"] = ReadFromPostgres.RunAsync,
    ["project"] = ProjectOnPostgres.RunAsync,
    ["rebuild"] = RebuildOnPostgres.RunAsync,
    ["query"] = QueryOnPostgres.RunAsync,
};
var onSqlite = new Dictionary<string, Func<BenchmarkOptions, Task>>
{
    ["append-sqlite"] = AppendBenchmark.RunAsync,
    ["sealed-sqlite"] = SealedAppends.OnSqliteAsync,
    ["search"] = _ => SearchBenchmark.RunAsync(),
    ["import"] = _ => ImportBenchmark.RunAsync(),
    ["start"] = _ => StartBenchmark.RunAsync(),
    ["pages"] = _ => PagesBenchmark.RunAsync(),
    ["sign-in"] = _ => SignInTimes.RunAsync(),
};
var benchmarks = onPostgres.Concat(onSqlite).ToDictionary();

try
{
    var (options, names) = BenchmarkOptions.Parse(args);
    var chosen = names.SelectMany(name => name switch
    {
        "all" => onPostgres.Keys,
        "all-sqlite" => (IEnumerable<string>)onSqlite.Keys,
        _ => [name],
    }).ToList();
    if (chosen.Count == 0 || chosen.Find(name => !benchmarks.ContainsKey(name)) is not null)
    {
        Console.Error.WriteLine(
            $"Which of: {string.Join(", ", benchmarks.Keys)}, all, all-sqlite? {BenchmarkOptions.Help}");
        return 2;
    }

    Machine.Print();
    foreach (var name in chosen)
    {
        Console.WriteLine();
        await benchmarks[name](options);
    }

    return 0;
}
catch (FormatException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}
