using System.Runtime.InteropServices;

namespace CommunityGrains.Host.CommandLine;

/// <summary>
/// Turns the first Ctrl-C or SIGTERM into a cancelled token, so that a command that is not the server tidies
/// up too: no scratch copy, no half file stays behind. The second one ends the program at once. The server
/// listens for the same signals itself.
/// </summary>
internal sealed class EndingSignals : IDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    public EndingSignals()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
            registrations.Add(PosixSignalRegistration.Create(signal, End));
    }

    public CancellationToken Token => ending.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        ending.Dispose();
    }

    private void End(PosixSignalContext context)
    {
        if (ending.IsCancellationRequested) return;
        context.Cancel = true;
        ending.Cancel();
    }
}
