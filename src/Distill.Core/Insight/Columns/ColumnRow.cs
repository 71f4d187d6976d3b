using Distill.Core.Datasets;
using Distill.Core.Samples;

namespace Distill.Core.Insight.Columns;

/// <summary>What is known of a row besides the values of its columns.</summary>
public readonly record struct ColumnRow
{
    /// <summary>Why the record is no row; null for a row.</summary>
    public Reject? Reject { get; init; }

    /// <summary>True when the filter takes the row.</summary>
    public bool Matches { get; init; }

    /// <summary>The sample; null when texts are not wanted.</summary>
    public Sample? Sample { get; init; }

    /// <summary>Hash of its normalised text, by which exact duplicates are found; 0 when texts are not wanted.</summary>
    public UInt128 TextDigest { get; init; }

    internal UInt128? OwnId { get; init; }

    internal long Line { get; init; }

    internal long Offset { get; init; }

    internal bool IsAnswered { get; init; }
}
