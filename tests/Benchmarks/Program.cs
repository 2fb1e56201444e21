using CommunityGrains.Benchmarks;

// Each benchmark prints its rival or its limit from the same run, and the ratio. Run in Release:
//   dotnet run --configuration Release --project tests/Benchmarks -- append
var benchmarks = new Dictionary<string, Func<Task>>
{
    ["append"] = AppendBenchmark.RunAsync,
    ["search"] = SearchBenchmark.RunAsync,
    ["import"] = ImportBenchmark.RunAsync,
    ["start"] = StartBenchmark.RunAsync,
};

var chosen = args is [] or ["all"] ? [.. benchmarks.Keys] : args;
var unknown = chosen.Where(name => !benchmarks.ContainsKey(name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"No benchmark is called {string.Join(", ", unknown)}. There are: "
        + $"{string.Join(", ", benchmarks.Keys)}, all.");
    return 2;
}

Machine.Print();
foreach (var name in chosen)
{
    Console.WriteLine();
    await benchmarks[name]();
}

return 0;
