using Distill.Core.Inference;

namespace Distill.Orchestrations.Evaluating;

/// <summary>What <c>MeasureEvaluation</c> needs.</summary>
public sealed record MeasureEvaluationInput
{
    /// <summary>The evaluation.</summary>
    public required EvaluationInput Evaluation { get; init; }

    /// <summary>The dataset of the evaluation set.</summary>
    public required string Set { get; init; }

    /// <summary>The samples with both answers.</summary>
    public required MatchOutcome Match { get; init; }

    /// <summary>The dataset of people's choices that the judges were asked about; null where labels of the set, or none, are taken.</summary>
    public string? Choices { get; init; }

    /// <summary>What was used, by <c>model/stage</c>.</summary>
    public IReadOnlyDictionary<string, InferenceUsage> Usage { get; init; } = new Dictionary<string, InferenceUsage>();

    /// <summary>Models that the emulator answered for.</summary>
    public IReadOnlyList<string> Emulated { get; init; } = [];

    /// <summary>When the decision is taken: the orchestration's own time, so that a repeated activity writes the same record.</summary>
    public required DateTimeOffset DecidedAt { get; init; }
}
