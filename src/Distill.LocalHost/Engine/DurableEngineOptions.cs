using System.ComponentModel.DataAnnotations;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distill.LocalHost.Engine;

/// <summary>Settings of a durable engine.</summary>
public sealed class DurableEngineOptions
{
    /// <summary>Path of the SQLite file; created when missing. Beside it stand <c>-wal</c>, <c>-shm</c>, <c>.lock</c> and <c>.owner</c>.</summary>
    [Required]
    public required string DatabasePath { get; init; }

    /// <summary>Activities that run at the same time. Default 16 a processor; at least 1.</summary>
    [Range(1, 100_000)]
    public int MaxConcurrentActivities { get; init; } = 16 * Environment.ProcessorCount;

    /// <summary>
    /// Bytes, as estimated, of idle orchestrations that stay in memory. Default 128 MiB; 0 keeps only those that are at work.
    /// An evicted one costs a replay of its history at its next event.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long IdleMemoryBytes { get; init; } = 128L << 20;

    /// <summary>How long a stop waits for running activities before it cancels them. Default 5 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stop waits for cancelled activities before it abandons them. Default 2 s.</summary>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Size in characters from which an input or a result is logged as a warning. Default 65,536: nothing breaks here, but Azure
    /// stores what is larger outside its tables at a price, and a reference to a blob is the better input.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int PayloadWarningLength { get; init; } = 64 << 10;

    /// <summary>How values are stored. Default: the library's JSON.</summary>
    public DataConverter DataConverter { get; init; } = JsonDataConverter.Default;

    /// <summary>Clock of timers and time stamps. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the engine and orchestrators log. Default nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Services of activities; each execution gets a scope of its own. Default none.</summary>
    public IServiceProvider? Services { get; init; }

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        RequireNotNegative(StopGrace, nameof(StopGrace));
        RequireNotNegative(CancelGrace, nameof(CancelGrace));
    }

    private static void RequireNotNegative(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero)
        {
            throw new ValidationException($"The field {name} must not be negative; it is {value}.");
        }
    }
}
