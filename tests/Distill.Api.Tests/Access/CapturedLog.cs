using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Distill.Api.Tests.Access;

/// <summary>Keeps what is logged.</summary>
public sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(EventId Event, string Message)> _entries = new();

    public IReadOnlyCollection<(EventId Event, string Message)> Entries => _entries;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _entries.Enqueue((eventId, formatter(state, exception) + exception));

    public void Dispose() { }
}
