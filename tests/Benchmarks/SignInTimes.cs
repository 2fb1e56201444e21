using System.Diagnostics;
using System.Globalization;
using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityGrains.Benchmarks;

/// <summary>
/// Whether the time of a refusal tells who has an account: wrong passwords for known and for unknown
/// addresses in turn, and bare hashing among them as the limit of how quick it could be. Nobody is tried
/// more often than is free of delays.
/// </summary>
internal static class SignInTimes
{
    private const int Accounts = 40;
    private const int Tries = 5;
    private const string Wrong = "не тот пароль совсем";

    private enum Kind
    {
        Known,
        Unknown,
        Hashing,
    }

    public static async Task RunAsync()
    {
        Console.WriteLine($"sign-in: {Accounts * Tries} wrong passwords of each kind in turn, milliseconds");
        using var folder = new WorkFolder();
        await using var database = new SqliteAccessDatabase(Path.Combine(folder.Path, "access.db"));
        using var passwords = new Passwords();
        var box = new SecretBox(new byte[32]);
        using var journal = new SecurityJournal(
            database, box, TimeProvider.System, NullLogger<SecurityJournal>.Instance);
        var throttle = new Throttle(database, TimeProvider.System);
        var book = new AccountBook(database, box, passwords, throttle, journal, TimeProvider.System);
        var signIns = new SignIns(
            book, new Sessions(database, journal, TimeProvider.System),
            new SecondFactor(database, box, journal, TimeProvider.System), passwords, throttle, box, journal);
        for (var account = 0; account < Accounts; account++)
            await book.MakeAsync(LoginOf(Kind.Known, account), "синий трактор едет", CancellationToken.None);
        var hash = (await passwords.HashAsync("синий трактор едет", CancellationToken.None))!;

        var times = Enum.GetValues<Kind>().ToDictionary(kind => kind, _ => new List<double>());
        for (var turn = -Accounts; turn < Accounts * Tries; turn++)
        {
            // In another order each time, so that no kind always follows the same one.
            var kinds = Enum.GetValues<Kind>();
            Random.Shared.Shuffle(kinds);
            foreach (var kind in kinds)
            {
                // The turns before the first are for warming up, with addresses of their own.
                var address = turn < 0 ? Accounts - turn : turn % Accounts;
                var visit = new Visit($"{kind}{turn}", "");
                var start = Stopwatch.GetTimestamp();
                if (kind == Kind.Hashing) await passwords.CompareAsync(hash, Wrong, CancellationToken.None);
                else if (await signIns.BeginAsync(
                    LoginOf(kind, address), Wrong, visit, CancellationToken.None)
                    is not SignInOutcome.Refused)
                    throw new InvalidOperationException("A wrong password was not refused at once");
                if (turn >= 0) times[kind].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        Print(times);
    }

    private static void Print(Dictionary<Kind, List<double>> times)
    {
        var table = new Table("wrong password", "p50", "p99", "p50 to known", "p99 to known");
        foreach (var (kind, name) in new[]
        {
            (Kind.Known, "known address"), (Kind.Unknown, "unknown address"),
            (Kind.Hashing, "hashing (limit)"),
        })
        {
            table.Add(
                name, Text(At(times[kind], 50), "0.0"), Text(At(times[kind], 99), "0.0"),
                Text(At(times[kind], 50) / At(times[Kind.Known], 50), "0.000"),
                Text(At(times[kind], 99) / At(times[Kind.Known], 99), "0.000"));
        }

        table.Print();
    }

    private static string LoginOf(Kind kind, int number) => $"{kind}-{number}@example.org".ToLowerInvariant();

    private static double At(List<double> times, int percent) =>
        times.Order().ElementAt(Math.Min(times.Count - 1, times.Count * percent / 100));

    private static string Text(double number, string format) =>
        number.ToString(format, CultureInfo.InvariantCulture);
}
