using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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
        using var hosts = await Hosts.StartAsync(centre);
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

    /// <summary>Two Hosts on one database, and callers who turn to the other one when the first does not
    /// answer.</summary>
    private sealed class Hosts : IDisposable
    {
        private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(3);

        private readonly Installation centre;
        private readonly Staff staff;
        private readonly Server[] servers;
        private readonly HashSet<Guid> acknowledged = [];
        private readonly Lock gate = new();
        private readonly SemaphoreSlim progress = new(0);

        private Hosts(Installation centre, Staff staff, Server[] servers) =>
            (this.centre, this.staff, this.servers) = (centre, staff, servers);

        public IReadOnlySet<Guid> Acknowledged => acknowledged;

        public static async Task<Hosts> StartAsync(Installation centre) =>
            new(centre, await Staff.HireAsync(centre),
                await Task.WhenAll(centre.ServeAsync("serve"), centre.ServeAsync("serve")));

        public async Task<string> FirstMunicipalityAsync()
        {
            var page = await servers[0].Client.GetFromJsonAsync<JsonElement>(
                "/api/v1/municipalities?limit=1");
            return page.GetProperty("items")[0].GetProperty("id").GetString()!;
        }

        public async Task WorkIsDoneAsync(int commands)
        {
            while (progress.CurrentCount > 0) await progress.WaitAsync();
            await Installation.WithinAsync(PatienceMax, $"{commands} more commands answered", async cancel =>
            {
                for (var number = 0; number < commands; number++) await progress.WaitAsync(cancel);
            });
        }

        public async Task KillAndStartAgainAsync(int index)
        {
            var killed = servers[index];
            killed.KillAtOnce();
            servers[index] = await centre.ServeAsync("serve");
            killed.Dispose();
        }

        /// <summary>Sends until it is answered, to one Host and the other in turn; the key makes the second
        /// time harmless.</summary>
        public async Task<string> SendAsync(string address, object body, int turn)
        {
            var key = Guid.NewGuid();
            using var patience = new CancellationTokenSource(PatienceMax);
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (!patience.IsCancellationRequested)
            {
                try
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, address);
                    request.Content = JsonContent.Create(body);
                    request.Headers.Add("Idempotency-Key", key.ToString());
                    staff.Sign(request, key);
                    using var answer = await servers[turn++ % servers.Length].Client.SendAsync(
                        request, patience.Token);
                    var text = await answer.Content.ReadAsStringAsync(patience.Token);
                    if (answer.IsSuccessStatusCode)
                    {
                        lock (gate) acknowledged.Add(key);
                        progress.Release();
                        return JsonDocument.Parse(text).RootElement.GetProperty("record").GetString()!;
                    }

                    if (answer.StatusCode < HttpStatusCode.InternalServerError
                        && answer.StatusCode != HttpStatusCode.TooManyRequests)
                        throw new ShouldAssertException($"{address} was refused: {text}");
                }
                catch (Exception error) when (
                    error is HttpRequestException or IOException or ObjectDisposedException
                        or OperationCanceledException)
                {
                    // Killed meanwhile; the other one, or the next of this one, is asked.
                }

                await pause.WaitForNextTickAsync();
            }

            throw new TimeoutException($"{address} was never answered");
        }

        public void Dispose()
        {
            foreach (var server in servers) server.Dispose();
            progress.Dispose();
        }
    }
}
