using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CommunityGrains.EndToEnd;

/// <summary>Two Hosts on one database, and callers who turn to the other one when the first does not
/// answer.</summary>
internal sealed class Hosts : IDisposable
{
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(3);

    // Longer than an answer takes while others are dying; a server that stands still is given up after it.
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(20);

    private readonly Func<int, Task<Server>> serve;
    private readonly Staff staff;
    private readonly Server[] servers;
    private readonly HashSet<Guid> acknowledged = [];
    private readonly Lock gate = new();
    private readonly SemaphoreSlim progress = new(0);

    private Hosts(Func<int, Task<Server>> serve, Staff staff, Server[] servers) =>
        (this.serve, this.staff, this.servers) = (serve, staff, servers);

    public IReadOnlySet<Guid> Acknowledged => acknowledged;

    public IReadOnlyList<Server> Servers => servers;

    /// <param name="serve">Starts the one or the other, again and again.</param>
    public static async Task<Hosts> StartAsync(Installation centre, Func<int, Task<Server>> serve) =>
        new(serve, await Staff.HireAsync(centre), await Task.WhenAll(serve(0), serve(1)));

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
        servers[index].KillAtOnce();
        await StartAgainAsync(index);
    }

    /// <summary>Starts the one again that has ended.</summary>
    public async Task StartAgainAsync(int index)
    {
        var killed = servers[index];
        servers[index] = await serve(index);
        killed.Dispose();
    }

    /// <summary>Sends until it is answered, to one Host and the other in turn, or to one alone; the key makes
    /// the second time harmless.</summary>
    public async Task<string> SendAsync(string address, object body, int turn, Server? only = null)
    {
        var key = Guid.NewGuid();
        using var patience = new CancellationTokenSource(PatienceMax);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!patience.IsCancellationRequested)
        {
            try
            {
                using var bound = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
                bound.CancelAfter(AnswerMax);
                using var request = new HttpRequestMessage(HttpMethod.Post, address);
                request.Content = JsonContent.Create(body);
                request.Headers.Add("Idempotency-Key", key.ToString());
                staff.Sign(request, key);
                var server = only ?? servers[turn++ % servers.Length];
                using var answer = await server.Client.SendAsync(request, bound.Token);
                var text = await answer.Content.ReadAsStringAsync(bound.Token);
                if (answer.IsSuccessStatusCode)
                {
                    lock (gate) acknowledged.Add(key);
                    progress.Release();
                    return JsonDocument.Parse(text).RootElement.GetProperty("record").GetString()!;
                }

                // 503 and 504 say what is away; 500 would be nobody's word.
                if (answer.StatusCode <= HttpStatusCode.InternalServerError
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
