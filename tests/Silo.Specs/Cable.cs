using System.Net;
using System.Net.Sockets;

namespace CommunityGrains.Silo.Specs;

/// <summary>What leads to a silo: passes on what comes, until it is cut.</summary>
internal sealed class Cable : IDisposable
{
    private readonly TcpListener end = new(IPAddress.Loopback, 0);
    private readonly int to;
    private readonly Lock gate = new();
    private readonly HashSet<TcpClient> open = [];
    private bool isCut;

    private Cable(int to)
    {
        this.to = to;
        end.Start();
        _ = PassAsync();
    }

    /// <summary>Where the others reach the silo.</summary>
    public int Port => ((IPEndPoint)end.LocalEndpoint).Port;

    /// <param name="to">The port on which the silo listens.</param>
    public static Cable LeadingTo(int to) => new(to);

    /// <summary>Nothing goes through any more, nor does what is under way.</summary>
    public void Cut()
    {
        lock (gate)
        {
            isCut = true;
            foreach (var client in open) client.Dispose();
            open.Clear();
        }
    }

    public void Mend()
    {
        lock (gate) isCut = false;
    }

    public void Dispose()
    {
        Cut();
        end.Dispose();
    }

    private async Task PassAsync()
    {
        while (true)
        {
            TcpClient caller;
            try
            {
                caller = await end.AcceptTcpClientAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return; // the test is over
            }

            _ = PassAsync(caller);
        }
    }

    private async Task PassAsync(TcpClient caller)
    {
        using var silo = new TcpClient();
        using (caller)
        {
            lock (gate)
            {
                if (isCut) return;
                open.UnionWith([caller, silo]);
            }

            try
            {
                await silo.ConnectAsync(IPAddress.Loopback, to);
                await Task.WhenAny(
                    caller.GetStream().CopyToAsync(silo.GetStream()),
                    silo.GetStream().CopyToAsync(caller.GetStream()));
            }
            catch (Exception error) when (
                error is SocketException or IOException or ObjectDisposedException
                    or InvalidOperationException)
            {
                return; // cut, or the silo is down
            }
            finally
            {
                lock (gate) open.ExceptWith([caller, silo]);
            }
        }
    }
}
