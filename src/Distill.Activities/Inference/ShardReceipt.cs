using Distill.Core.Datasets;
using Distill.Core.Inference;

namespace Distill.Activities.Inference;

/// <summary>What a finished shard of a fan-out left, so that it is collected later and, when its activity runs again, not done again.</summary>
internal sealed record ShardReceipt
{
    /// <summary>The shard; null when it has no record.</summary>
    public ShardInfo? Shard { get; init; }

    /// <summary>Its rejects.</summary>
    public required RejectsInfo Rejects { get; init; }

    /// <summary>Records with an answer.</summary>
    public long Answered { get; init; }

    /// <summary>Records that were refused.</summary>
    public long Refused { get; init; }

    /// <summary>What the run paid for it.</summary>
    public required InferenceUsage Usage { get; init; }
}
