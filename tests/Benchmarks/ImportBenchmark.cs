using System.Globalization;
using CommunityGrains.Tests;
using CsvHelper;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Benchmarks;

/// <summary>
/// A register of 30,000 rows, all ТОС of the country, imported by the program from start to exit: read,
/// matched, decided, recorded durably, and the views brought up to it; then the same file again. Beside it
/// the limit: the same file read by the same CSV reader and every row put into a bare indexed SQLite table,
/// one commit for 512.
/// </summary>
internal static class ImportBenchmark
{
    private const int Rows = 30_000;
    private const int BatchRows = 512;
    private const int RoundCount = 3;

    public static async Task RunAsync()
    {
        Console.WriteLine($"import: a register of {Rows} rows, from the program's start to its end");
        var limits = new List<double>();
        var firsts = new List<double>();
        var agains = new List<double>();
        var peak = 0L;
        for (var round = 0; round < RoundCount; round++)
        {
            using var folder = new WorkFolder();
            var register = Path.Combine(folder.Path, "register.csv");
            RegisterMaker.Write(register, Rows);
            limits.Add(
                Rounds.Time(() => BareImport(register, Path.Combine(folder.Path, "bare.db"))).TotalSeconds);
            var data = Path.Combine(folder.Path, "data");
            var municipalities = Path.Combine(AppContext.BaseDirectory, "Data", "municipalities-RU-BA.csv");
            await ProgramRun.ToEndAsync(
                data, "import", "municipalities", municipalities, "--region", "RU-BA");
            var (first, peakBytes) =
                await ProgramRun.ToEndAsync(data, "import", "register", register, "--region", "RU-BA");
            var (again, _) =
                await ProgramRun.ToEndAsync(data, "import", "register", register, "--region", "RU-BA");
            firsts.Add(first.TotalSeconds);
            agains.Add(again.TotalSeconds);
            peak = Math.Max(peak, peakBytes);
        }

        var table = new Table("work", "seconds", "rows/s", "to the limit", "memory MB");
        var limit = Median(limits);
        Add("bare read and insert (limit)", limit, "");
        Add("import", Median(firsts), (peak / 1024 / 1024).ToString(CultureInfo.InvariantCulture));
        Add("the same file again", Median(agains), "");
        table.Print();

        void Add(string work, double seconds, string memory) => table.Add(
            work, seconds.ToString("0.00", CultureInfo.InvariantCulture),
            (Rows / seconds).ToString("#,0", CultureInfo.InvariantCulture),
            (limit / seconds).ToString("0.00", CultureInfo.InvariantCulture), memory);
    }

    private static void BareImport(string register, string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, "pragma journal_mode = wal; pragma synchronous = full;"
            + "create table rows(id integer primary key, name text, municipality text, cells text);"
            + "create index by_name on rows(municipality, name)");
        using var reader = new StreamReader(register);
        using var csv = CsvReader.Create(reader, new CsvReaderOptions { Separator = ';' });
        using var insert = connection.CreateCommand();
        insert.CommandText =
            "insert into rows(name, municipality, cells) values ($name, $municipality, $cells)";
        var name = insert.Parameters.Add("$name", SqliteType.Text);
        var municipality = insert.Parameters.Add("$municipality", SqliteType.Text);
        var cells = insert.Parameters.Add("$cells", SqliteType.Text);
        var count = 0;
        while (csv.Read())
        {
            if (count++ % BatchRows == 0) Run(
                connection, count == 1 ? "begin immediate" : "commit; begin immediate");
            name.Value = csv.GetString(3);
            municipality.Value = csv.GetString(1);
            cells.Value = string.Join(';', Enumerable.Range(0, csv.FieldCount).Select(csv.GetString));
            insert.ExecuteNonQuery();
        }

        Run(connection, "commit");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);
}
