using Distill.Core.Inference;
using Distill.Core.Judging.Asking;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>Everything one judge said in an evaluation.</summary>
public sealed record JudgeVerdicts
{
    /// <summary>The judge's name in the configuration.</summary>
    public required string Judge { get; init; }

    /// <summary>The provider's model name.</summary>
    public required string Model { get; init; }

    /// <summary>Its verdicts, by item.</summary>
    public required IReadOnlyDictionary<string, JudgedAnswer> Answers { get; init; }

    /// <summary>What it used.</summary>
    public InferenceUsage Usage { get; init; } = new();
}
