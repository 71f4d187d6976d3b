using Distill.Core.Inference;

namespace Distill.Orchestrations.FanOuts;

/// <summary>What came of one shard, or of several together.</summary>
/// <param name="Answered">Records with an answer.</param>
/// <param name="Refused">Records that the model refused; they are rejects of the target.</param>
/// <param name="Usage">What this run has paid for the shard, over all attempts.</param>
/// <param name="Failure">What makes the run fail (what, where, remedy), or null.</param>
public sealed record ShardOutcome(long Answered, long Refused, InferenceUsage Usage, string? Failure = null)
{
    /// <summary>Nothing yet.</summary>
    public static ShardOutcome None { get; } = new(0, 0, new InferenceUsage());

    /// <summary>Both together; the first failure counts.</summary>
    public static ShardOutcome operator +(ShardOutcome left, ShardOutcome right) =>
        new(left.Answered + right.Answered, left.Refused + right.Refused, left.Usage + right.Usage, left.Failure ?? right.Failure);
}
