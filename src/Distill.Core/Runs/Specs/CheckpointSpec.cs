namespace Distill.Core.Runs.Specs;

/// <summary>How the model that a training ends with is chosen among its checkpoints: on the validation rows, never on those that the result is compared or decided on.</summary>
public sealed record CheckpointSpec
{
    /// <summary>What decides; null is <see cref="CheckpointBy.Loss"/> in a distillation and <see cref="CheckpointBy.Judge"/> in a turn of the flywheel.</summary>
    public CheckpointBy? By { get; init; }

    /// <summary>Most checkpoints of a training that are asked, those of the lowest loss and the result among them, 1 to 20. Default 3.</summary>
    public int Most { get; init; } = 3;

    /// <summary>True when answers are asked for.</summary>
    public static bool IsAsked(CheckpointBy by) => by is CheckpointBy.Judge or CheckpointBy.Metric;
}
