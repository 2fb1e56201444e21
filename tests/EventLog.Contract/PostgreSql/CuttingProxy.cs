using System.Net;
using System.Net.Sockets;

namespace CommunityGrains.EventLog.Contract.PostgreSql;

/// <summary>Stands between a program and its server on the loopback. Told to, it lets questions through and
/// keeps the answers, and then cuts: the server has done what was asked, and nobody was told.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint server;
    private readonly List<(TcpClient Client, TcpClient Server)> links = [];
    private readonly Task accepting;
    private volatile bool keepsAnswers;

    public CuttingProxy(int serverPort)
    {
        server = new IPEndPoint(IPAddress.Loopback, serverPort);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>From now on no answer gets through.</summary>
    public void KeepAnswers() => keepsAnswers = true;

    /// <summary>Cuts every link, and lets new ones work.</summary>
    public void Cut()
    {
        keepsAnswers = false;
        lock (links)
        {
            foreach (var (client, there) in links)
            {
                client.Dispose();
                there.Dispose();
            }

            links.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                var there = new TcpClient();
                await there.ConnectAsync(server);
                lock (links) links.Add((client, there));
                _ = PassAsync(client.GetStream(), there.GetStream(), () => true);
                _ = PassAsync(there.GetStream(), client.GetStream(), () => !keepsAnswers);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private static async Task PassAsync(NetworkStream from, NetworkStream to, Func<bool> passes)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var count)
                if (passes()) await to.WriteAsync(buffer.AsMemory(0, count));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
