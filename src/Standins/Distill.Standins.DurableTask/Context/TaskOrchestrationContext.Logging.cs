using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

public abstract partial class TaskOrchestrationContext
{
    /// <summary>A logger that is silent during replay.</summary>
    /// <param name="categoryName">Category of the messages.</param>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(this, InnermostFactory().CreateLogger(categoryName));

    /// <summary>A logger that is silent during replay.</summary>
    /// <param name="type">Type whose name is the category.</param>
    public virtual ILogger CreateReplaySafeLogger(Type type) => new ReplaySafeLogger(this, InnermostFactory().CreateLogger(type));

    /// <summary>A logger that is silent during replay.</summary>
    /// <typeparam name="T">Type whose name is the category.</typeparam>
    public virtual ILogger CreateReplaySafeLogger<T>() => new ReplaySafeLogger(this, InnermostFactory().CreateLogger<T>());

    /// <summary>A wrapper may return the inner context's safe factory as its own: unwrapped, so that one guard is enough.</summary>
    private ILoggerFactory InnermostFactory()
    {
        var factory = LoggerFactory;
        for (var depth = 0; factory is ReplaySafeFactory safe; depth++)
        {
            if (depth == 10)
            {
                throw new InvalidOperationException(
                    $"{GetType()}.{nameof(LoggerFactory)} leads back to itself; return the wrapped context's {nameof(ReplaySafeLoggerFactory)}."
                );
            }

            factory = safe.Context.LoggerFactory;
        }

        return factory;
    }

    private sealed class ReplaySafeLogger(TaskOrchestrationContext context, ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!context.IsReplaying)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }

    private sealed class ReplaySafeFactory(TaskOrchestrationContext context) : ILoggerFactory
    {
        public TaskOrchestrationContext Context { get; } = context;

        public ILogger CreateLogger(string categoryName) => Context.CreateReplaySafeLogger(categoryName);

        public void AddProvider(ILoggerProvider provider) =>
            throw new NotSupportedException("Providers are added to the host's logger factory.");

        /// <summary>Nothing is owned here.</summary>
        public void Dispose() { }
    }
}
