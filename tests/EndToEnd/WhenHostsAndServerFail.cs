using System.Globalization;
using CommunityGrains.Tests;

namespace CommunityGrains.EndToEnd;

/// <summary>Two Hosts on one database take commands at once, to the same records, while they are killed again
/// and again and the server crashes: nothing acknowledged is lost, nothing is applied twice.</summary>
public sealed class WhenHostsAndServerFail
{
    private const int Callers = 16;
    private const int Records = 12;

    private static readonly int Kills = Planned("COMMUNITYGRAINS_CHAOS_KILLS", 6);
    private static readonly int Restarts = Planned("COMMUNITYGRAINS_CHAOS_RESTARTS", 2);

    [Fact]
    public async Task No_acknowledged_command_is_lost_and_none_is_applied_twice()
    {
        await using var server = await PostgresServer.StartAsync("max_connections=200");
        using var centre = new Installation(await server.CreateDatabaseAsync());
        await AFirstDay.ImportMunicipalitiesAsync(centre);
        using var hosts = await Hosts.StartAsync(centre, _ => centre.ServeAsync("serve"));
        var records = new List<string>();
        var municipality = await hosts.FirstMunicipalityAsync();
        for (var number = 0; number < Records; number++)
            records.Add(
                await hosts.SendAsync("/api/v1/communities", Registration(number, municipality), number));

        using var over = new CancellationTokenSource();
        var calling = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(
            hosts, records, caller, over.Token))).ToList();
        await FailAsync(hosts, server, calling);
        await over.CancelAsync();
        var corrections = (await Task.WhenAll(calling)).Sum();

        TestContext.Current.SendDiagnosticMessage(
            "{0} kills, {1} restarts, {2} corrections acknowledged", Kills, Restarts, corrections);
        corrections.ShouldBeGreaterThan(Callers);
        var history = await History.OfAsync(centre);
        history.Count("community.registered.v1").ShouldBe(Records);
        history.Count("community.corrected.v1").ShouldBe(corrections, "each acknowledged correction once");
        var commands = history.Select(happened => happened.Command).ToHashSet();
        hosts.Acknowledged.Where(key => !commands.Contains(key)).ShouldBeEmpty();
        (await centre.RunAsync("check")).ShouldSucceed();
    }

    /// <summary>Kills a Host after some work, starts it again, and in between crashes the server.</summary>
    private static async Task FailAsync(Hosts hosts, PostgresServer server, IReadOnlyList<Task> calling)
    {
        var restarts = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            await hosts.WorkIsDoneAsync(Callers * 3);
            await hosts.KillAndStartAgainAsync(kill % 2);
            if (restarts * Kills < kill * Restarts)
            {
                await hosts.WorkIsDoneAsync(Callers);
                await server.StopAsync("immediate");
                await server.StartAgainAsync();
                restarts++;
            }

            calling.Any(task => task.IsFaulted).ShouldBeFalse("a caller gave up");
        }

        await hosts.WorkIsDoneAsync(Callers * 3);
    }

    private static async Task<int> CallAsync(
        Hosts hosts, IReadOnlyList<string> records, int caller, CancellationToken over)
    {
        var sent = 0;
        for (var number = caller; !over.IsCancellationRequested; number += 7)
        {
            var changes = new[] { new { field = "note", to = $"Правка {caller}/{++sent}" } };
            await hosts.SendAsync(
                $"/api/v1/communities/{records[number % records.Count]}/corrections", new { changes },
                number);
        }

        return sent;
    }

    private static object Registration(int number, string municipality) => new
    {
        fields = new[]
        {
            new { field = "name", to = $"ТОС «Двор {number}»" },
            new { field = "form", to = "territorial-self-government" },
            new { field = "municipality", to = municipality },
        },
        basis = "Протокол № 1",
    };

    private static int Planned(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
