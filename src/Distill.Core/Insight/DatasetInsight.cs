namespace Distill.Core.Insight;

/// <summary>What a dataset is like.</summary>
public sealed record DatasetInsight
{
    /// <summary>The file or dataset, by name.</summary>
    public required string Source { get; init; }

    /// <summary>Its samples.</summary>
    public required long Records { get; init; }

    /// <summary>Its lines that are no samples.</summary>
    public required long Rejected { get; init; }

    /// <summary>The filter as text; null when all samples count.</summary>
    public string? Where { get; init; }

    /// <summary>Samples that the filter takes; all without one.</summary>
    public required long Matched { get; init; }

    /// <summary>The fields asked for, in order.</summary>
    public required IReadOnlyList<FieldInsight> Fields { get; init; }

    /// <summary>The field that makes the groups; null for none.</summary>
    public string? By { get; init; }

    /// <summary>The largest groups, largest first; empty without <see cref="By"/>.</summary>
    public IReadOnlyList<GroupInsight> Groups { get; init; } = [];

    /// <summary>How varied the texts are; null when only fields were asked for.</summary>
    public TextDiversity? Diversity { get; init; }

    /// <summary>What the prompts are about, the largest cluster first; empty when only fields were asked for.</summary>
    public IReadOnlyList<IntentCluster> Clusters { get; init; } = [];
}
