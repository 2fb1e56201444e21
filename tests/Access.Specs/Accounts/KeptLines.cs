using System.Collections.Concurrent;
using CommunityGrains.Access.Accounts;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Access.Specs.Accounts;

/// <summary>The program's journal, as far as it concerns security.</summary>
public sealed class KeptLines : ILogger<SecurityJournal>
{
    public ConcurrentQueue<(LogLevel Level, EventId Id, string Text)> All { get; } = new();

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        All.Enqueue((logLevel, eventId, formatter(state, exception)));
}
