using Distill.Orchestrations.Distilling;

namespace Distill.Orchestrations.Turning;

/// <summary>The sets that a turn trains and compares on.</summary>
public sealed record MixOutcome
{
    /// <summary>New rows and the replay mix; null when there is no new row.</summary>
    public DatasetReference? Training { get; init; }

    /// <summary>Rows of it that are new.</summary>
    public long Fresh { get; init; }

    /// <summary>Rows of it that the model has seen before.</summary>
    public long Replayed { get; init; }

    /// <summary>Preference pairs; null when there is none.</summary>
    public DatasetReference? Pairs { get; init; }

    /// <summary>Rows that checkpoints are chosen on; null when there is none.</summary>
    public DatasetReference? Validation { get; init; }

    /// <summary>The evaluation set; null when it is empty.</summary>
    public DatasetReference? Evaluation { get; init; }

    /// <summary>Samples of the evaluation set by slice.</summary>
    public IReadOnlyDictionary<string, long> Slices { get; init; } = new Dictionary<string, long>();

    /// <summary>Rows that were left out because they are nearly a prompt of the evaluation set.</summary>
    public long Leaks { get; init; }
}
