using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CommunityGrains.Tests;

namespace CommunityGrains.EndToEnd;

/// <summary>kill -9 while work is under way: nothing acknowledged is lost, nothing is applied
/// twice.</summary>
public sealed class WhenThePowerFails
{
    private const int Communities = 400;
    private const int CorrectionsEach = 4;
    private const int Callers = 32;

    [Fact]
    public async Task An_import_killed_and_run_again_has_exact_totals()
    {
        const int rows = 1_500;
        using var centre = await Prepared.WithMunicipalitiesAsync();
        var register = Path.Combine(centre.Data, "register.csv");
        RegisterMaker.Write(register, rows);

        foreach (var kilobytes in (int[])[200, 600, 1_200])
        {
            using var import = centre.Start("import", "register", register, "--region", "RU-BA");
            _ = import.StandardOutput.ReadToEndAsync();
            _ = import.StandardError.ReadToEndAsync();
            await UntilTheLogHasGrownAsync(centre, kilobytes, import);
            import.Kill();
            await import.WaitForExitAsync();
        }

        (await centre.RunAsync("import", "register", register, "--region", "RU-BA")).ShouldSucceed();
        var history = await History.OfAsync(centre);
        history.Count("community.registered.v1").ShouldBe(rows);
        history.Count("community.restated.v1").ShouldBe(0);
        history.Count("community.head-named.v1").ShouldBe(rows);
        (await centre.RunAsync("check")).ShouldSucceed();
    }

    [Fact]
    public async Task Two_thousand_commands_through_three_power_cuts_are_each_applied_once()
    {
        using var centre = await Prepared.WithMunicipalitiesAsync();
        using var work = new Work(centre);

        await work.RunAsync(Communities, CorrectionsEach, Callers, cutAfter: [200, 700, 1_400]);

        work.Acknowledged.Count.ShouldBe(Communities * (1 + CorrectionsEach));
        var history = await History.OfAsync(centre);
        history.Count("community.registered.v1").ShouldBe(Communities);
        history.Count("community.corrected.v1").ShouldBe(Communities * CorrectionsEach);
        history.Select(happened => happened.Command).Where(work.Acknowledged.Contains).Distinct().Count()
            .ShouldBe(work.Acknowledged.Count);
        (await centre.RunAsync("check")).ShouldSucceed();
    }

    [Fact]
    public async Task A_check_that_is_told_to_stop_takes_its_scratch_copy_away()
    {
        using var centre = await Prepared.WithRegisterAsync();
        using var check = centre.Start("check");
        _ = check.StandardOutput.ReadToEndAsync();
        _ = check.StandardError.ReadToEndAsync();
        await Installation.WithinAsync(TimeSpan.FromMinutes(1), "the scratch copy", async cancel =>
        {
            using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
            while (!Directory.EnumerateFiles(centre.Data, "check-*").Any())
            {
                check.HasExited.ShouldBeFalse("it was over before it could be told to stop");
                await look.WaitForNextTickAsync(cancel);
            }
        });
        check.Signal("INT");
        await Installation.WithinAsync(
            TimeSpan.FromMinutes(1), "the end of the check", check.WaitForExitAsync);
        Directory.EnumerateFiles(centre.Data, "check-*").ShouldBeEmpty();
    }

    // The write-ahead log is the first to grow; its size says how far the import is, without asking it.
    private static async Task UntilTheLogHasGrownAsync(
        Installation centre, int kilobytes, System.Diagnostics.Process import) =>
            await Installation.WithinAsync(
        TimeSpan.FromMinutes(1), $"the first {kilobytes} KiB of the import", async cancel =>
        {
            long Size() =>
                Directory.EnumerateFiles(centre.Data, "*.db*").Sum(file => new FileInfo(file).Length);
            var before = Size();
            using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            while (Size() < before + (kilobytes * 1024L) && !import.HasExited)
                await look.WaitForNextTickAsync(cancel);
        });

    /// <summary>Callers that send commands and, when the connection breaks, the same again under the same
    /// key; and a hand that pulls the plug.</summary>
    private sealed class Work(Installation centre) : IDisposable
    {
        private readonly HashSet<Guid> acknowledged = [];
        private readonly Lock gate = new();
        private readonly SemaphoreSlim restart = new(1);
        private readonly SemaphoreSlim progress = new(0);
        private Server? server;
        private Staff? staff;

        public IReadOnlySet<Guid> Acknowledged => acknowledged;

        public async Task RunAsync(int communities, int correctionsEach, int callers, int[] cutAfter)
        {
            staff = await Staff.HireAsync(centre);
            server = await centre.ServeAsync("serve");
            var municipality = await FirstMunicipalityAsync();
            using var over = new CancellationTokenSource();
            var cutting = CutAsync(cutAfter, over.Token);
            await Parallel.ForEachAsync(
                Enumerable.Range(0, communities),
                new ParallelOptions { MaxDegreeOfParallelism = callers },
                async (number, _) => await OneCommunityAsync(number, municipality, correctionsEach));
            await over.CancelAsync();
            (await cutting).ShouldBe(cutAfter.Length, "the power was not cut as often as planned");
            server.Dispose();
        }

        public void Dispose()
        {
            restart.Dispose();
            progress.Dispose();
        }

        private async Task OneCommunityAsync(int number, string municipality, int correctionsEach)
        {
            var fields = new[]
            {
                new { field = "name", to = $"ТОС «Двор {number}»" },
                new { field = "form", to = "territorial-self-government" },
                new { field = "municipality", to = municipality },
            };
            var record = await SendAsync("/api/v1/communities", new { fields, basis = "Протокол № 1" });
            for (var correction = 1; correction <= correctionsEach; correction++)
            {
                var changes = new[] { new { field = "note", to = $"Правка {correction}" } };
                await SendAsync($"/api/v1/communities/{record}/corrections", new { changes });
            }
        }

        // Sends until it is answered; the key makes the second time harmless.
        private async Task<Guid> SendAsync(string address, object body)
        {
            var key = Guid.NewGuid();
            for (var attempt = 1; attempt <= 200; attempt++)
            {
                var current = server!;
                try
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, address);
                    request.Content = JsonContent.Create(body);
                    request.Headers.Add("Idempotency-Key", key.ToString());
                    staff!.Sign(request, key);
                    using var answer = await current.Client.SendAsync(request);
                    var text = await answer.Content.ReadAsStringAsync();
                    if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) continue;
                    if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                    {
                        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
                        await pause.WaitForNextTickAsync();
                        continue;
                    }

                    answer.IsSuccessStatusCode.ShouldBeTrue(text);
                    lock (gate) acknowledged.Add(key);
                    progress.Release();
                    return JsonDocument.Parse(text).RootElement.GetProperty("record").GetGuid();
                }
                catch (Exception error)
                    when (error is HttpRequestException or IOException or TaskCanceledException)
                {
                    await restart.WaitAsync();
                    restart.Release();
                }
            }

            throw new TimeoutException($"{address} was never answered");
        }

        private async Task<int> CutAsync(int[] cutAfter, CancellationToken over)
        {
            var cuts = 0;
            try
            {
                for (var count = 1; cuts < cutAfter.Length; count++)
                {
                    await progress.WaitAsync(over);
                    if (count < cutAfter[cuts]) continue;
                    await restart.WaitAsync(CancellationToken.None);
                    server!.Dispose();
                    server = await centre.ServeAsync("serve");
                    restart.Release();
                    cuts++;
                }
            }
            catch (OperationCanceledException)
            {
                // The work was over before the last cut; the count says so.
            }

            return cuts;
        }

        private async Task<string> FirstMunicipalityAsync()
        {
            var page = await server!.Client.GetFromJsonAsync<JsonElement>("/api/v1/municipalities?limit=1");
            return page.GetProperty("items")[0].GetProperty("id").GetString()!;
        }
    }
}
