using System.Text.Json.Serialization;

namespace Distill.Core.Training.Curves;

/// <summary>The metrics of one training step; null where the platform reported none, NaN or infinite where it reported that.</summary>
public sealed record LossPoint
{
    /// <summary>The step, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>Loss on the step's batch.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? TrainLoss { get; init; }

    /// <summary>Token accuracy on the step's batch, 0 to 1.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? TrainAccuracy { get; init; }

    /// <summary>Loss on a validation batch.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? ValidationLoss { get; init; }

    /// <summary>Token accuracy on a validation batch, 0 to 1.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? ValidationAccuracy { get; init; }

    /// <summary>Loss on the whole validation set, reported at the end of an epoch.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? FullValidationLoss { get; init; }

    /// <summary>Token accuracy on the whole validation set, 0 to 1.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double? FullValidationAccuracy { get; init; }
}
