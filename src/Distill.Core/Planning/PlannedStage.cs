namespace Distill.Core.Planning;

/// <summary>What a stage of a run will take, over all rounds.</summary>
/// <param name="Stage">The stage, see <see cref="Runs.RunStages"/>.</param>
public sealed record PlannedStage(string Stage)
{
    /// <summary>Calls of models.</summary>
    public long Calls { get; init; }

    /// <summary>Shards of all fan-outs.</summary>
    public long Shards { get; init; }

    /// <summary>Orchestrations, activities and history rows.</summary>
    public DurableWork Work { get; init; }

    /// <summary>Tokens that models read; for training, tokens trained.</summary>
    public double InputTokens { get; init; }

    /// <summary>Tokens that models write.</summary>
    public double OutputTokens { get; init; }

    /// <summary>Money, by the models' prices, without cache hits.</summary>
    public decimal Cost { get; init; }

    /// <summary>Requests to the storage account; an estimate, see <see cref="StorageEstimate"/>.</summary>
    public double StorageRequests { get; init; }

    /// <summary>Bytes written to blobs; an estimate.</summary>
    public double Bytes { get; init; }

    /// <summary>Seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>What decides <see cref="Seconds"/>; of several parts, the longest's.</summary>
    public BindingLimit Limit { get; init; }

    /// <summary>Both together, one after the other.</summary>
    public static PlannedStage operator +(PlannedStage left, PlannedStage right) =>
        left with
        {
            Calls = left.Calls + right.Calls,
            Shards = left.Shards + right.Shards,
            Work = left.Work + right.Work,
            InputTokens = left.InputTokens + right.InputTokens,
            OutputTokens = left.OutputTokens + right.OutputTokens,
            Cost = left.Cost + right.Cost,
            StorageRequests = left.StorageRequests + right.StorageRequests,
            Bytes = left.Bytes + right.Bytes,
            Seconds = left.Seconds + right.Seconds,
            Limit = right.Seconds > left.Seconds || left.Limit == BindingLimit.None ? right.Limit : left.Limit,
        };
}
