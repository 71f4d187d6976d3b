using System.ComponentModel.DataAnnotations;

namespace Distill.Providers.Inference;

/// <summary>How paid calls are retried. Configuration section <c>Inference</c>; the same for all models.</summary>
public sealed class InferenceOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Inference";

    /// <summary>Attempts of one call that may end in a server error, a time-out or a lost connection, before it is refused as <c>server_error</c>. Default 8, 1 to 100. Throttled attempts (429) do not count.</summary>
    [Range(1, 100, ErrorMessage = "Inference:MaxAttempts must be {1} to {2}.")]
    public int MaxAttempts { get; set; } = 8;

    /// <summary>Seconds without any connection to an endpoint before it counts as unreachable, which stops the run. Default 15, 0 to 3600.</summary>
    [Range(0.0, 3600.0, ErrorMessage = "Inference:UnreachableAfterSeconds must be {1} to {2}.")]
    public double UnreachableAfterSeconds { get; set; } = 15;

    /// <summary>Seconds that requests in flight may take to arrive, and be journaled, after a cancellation. Default 10, 0 to 300.</summary>
    [Range(0.0, 300.0, ErrorMessage = "Inference:DrainSeconds must be {1} to {2}.")]
    public double DrainSeconds { get; set; } = 10;
}
