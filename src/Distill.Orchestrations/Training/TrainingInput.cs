using Distill.Core.Runs.Specs;
using Distill.Core.Training;
using Distill.Orchestrations.Augmenting;

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

    /// <summary>Which training file of the round it learns from, see <c>RunPaths.TrainingFile</c>. Default the one that the split made.</summary>
    public string TrainingFile { get; init; } = AugmentedTraining.Plain;

    /// <summary>The name of the validation file that the split makes.</summary>
    public const string Validation = "validation";

    /// <summary>Which validation file its loss is measured on; null measures none. Default the one that the split made.</summary>
    public string? ValidationFile { get; init; } = Validation;

    /// <summary>The provider's name of a trained version that is trained further; null trains the configured model.</summary>
    public string? BaseModel { get; init; }

    /// <summary>How it is trained. Default supervised.</summary>
    public FineTuningMethod Method { get; init; }

    /// <summary>Of preference optimisation: how closely the model keeps to its base; null lets the platform choose.</summary>
    public double? Beta { get; init; }

    /// <summary>True takes the result whatever the loss says; false, the default, a checkpoint from before it began to overfit.</summary>
    public bool TakesResult { get; init; }

    /// <summary>When the run must have ended; null is never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Money that is left for it by estimate; null is no limit.</summary>
    public decimal? Money { get; init; }
}
