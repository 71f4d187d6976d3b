using System.Diagnostics.CodeAnalysis;
using Distill.Core.Datasets;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>A record of a file: a sample, or why it is none.</summary>
public readonly record struct ImportItem
{
    internal ImportItem(Sample sample) => Sample = sample;

    internal ImportItem(Reject reject) => Reject = reject;

    /// <summary>The sample; null for a reject.</summary>
    public Sample? Sample { get; }

    /// <summary>The reject; null for a sample.</summary>
    public Reject? Reject { get; }

    /// <summary>True when there is a sample.</summary>
    [MemberNotNullWhen(true, nameof(Sample))]
    [MemberNotNullWhen(false, nameof(Reject))]
    public bool IsSample => Sample is not null;
}
