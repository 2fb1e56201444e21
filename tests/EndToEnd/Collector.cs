using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace CommunityGrains.EndToEnd;

/// <summary>Takes what programs send to an OpenTelemetry collector.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<(string Path, string Body)> taken = new();

    public Collector()
    {
        Address = $"http://127.0.0.1:{Installation.FreePort()}/";
        listener.Prefixes.Add(Address);
        listener.Start();
        _ = TakeAsync();
    }

    public string Address { get; }

    /// <summary>What came, as far as it is text: names and values stand in the protocol as they
    /// are.</summary>
    public string Traces => Of("/v1/traces");

    public string Metrics => Of("/v1/metrics");

    /// <summary>Has an installation's programs send here.</summary>
    public void ListenTo(Installation centre)
    {
        centre.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address;
        centre.Variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
    }

    public void Dispose() => ((IDisposable)listener).Dispose();

    private string Of(string path) =>
        string.Concat(taken.Where(sent => sent.Path == path).Select(sent => sent.Body));

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                taken.Enqueue((context.Request.Url!.AbsolutePath, Encoding.UTF8.GetString(body.ToArray())));
                context.Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            return; // the test is over
        }
    }
}
