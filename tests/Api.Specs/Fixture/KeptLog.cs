using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Api.Specs.Fixture;

/// <summary>Keeps every line that the program writes to its journal.</summary>
public sealed class KeptLog : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Logger(KeptLog kept, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            kept.Lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
