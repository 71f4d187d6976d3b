using Distill.Core.Inference;

namespace Distill.Activities.Inference;

/// <summary>The answers of a shard: to what was asked, and to what was asked once more.</summary>
/// <param name="First">The answers.</param>
/// <param name="Second">The second answers; null when nothing was asked again.</param>
internal sealed record AskedShard(ShardInferenceResult First, ShardInferenceResult? Second)
{
    /// <summary>Refusals of both.</summary>
    public IReadOnlyDictionary<(string RecordId, int SampleIndex), CallRefusal> Refusals =>
        Second is null ? First.Refusals : First.Refusals.Concat(Second.Refusals).DistinctBy(pair => pair.Key).ToDictionary();

    /// <summary>What both used.</summary>
    public InferenceUsage Usage => Second is null ? First.Usage : First.Usage + Second.Usage;
}
