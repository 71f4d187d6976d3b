using Distill.Core.Inference;
using Distill.Orchestrations.Distilling;

namespace Distill.Orchestrations.Annotating;

/// <summary>What came of a round.</summary>
public sealed record AnnotationRoundOutcome
{
    /// <summary>Approved and rewritten answers, for supervised fine-tuning; null when there is none.</summary>
    public DatasetReference? Supervised { get; init; }

    /// <summary>Answers against online replies, for preference training; null when there is none.</summary>
    public DatasetReference? Pairs { get; init; }

    /// <summary>Thumbed replies, for unpaired preference training; null when there is none.</summary>
    public DatasetReference? Thumbs { get; init; }

    /// <summary>Tasks by state at the end, lower case.</summary>
    public IReadOnlyDictionary<string, long> Tasks { get; init; } = new Dictionary<string, long>();

    /// <summary>What drafts cost, by model.</summary>
    public IReadOnlyDictionary<string, InferenceUsage> Usage { get; init; } = new Dictionary<string, InferenceUsage>();

    /// <summary>What ended the round before its time (what, where, remedy), or null.</summary>
    public string? Failure { get; init; }
}
