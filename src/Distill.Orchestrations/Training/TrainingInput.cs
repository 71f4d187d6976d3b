using Distill.Core.Runs.Specs;

namespace Distill.Orchestrations.Training;

/// <summary>A candidate to be fine-tuned in a round.</summary>
public sealed record TrainingInput
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The candidate with the parameters of this round.</summary>
    public required StudentSpec Student { get; init; }

    /// <summary>When the run must have ended; null is never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Money that is left for it by estimate; null is no limit.</summary>
    public decimal? Money { get; init; }
}
