using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Runs;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.FanOuts;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Inference;

/// <summary>Makes a dataset of the shards that a fan-out wrote.</summary>
public sealed class CollectShards(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same dataset.</summary>
    /// <exception cref="RunFailedException">A shard has left no receipt.</exception>
    [Function(ActivityNames.CollectShards)]
    public Task<DatasetReference> RunAsync([ActivityTrigger] CollectInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.CollectShards, input.RunId, () => ExecuteAsync(input, cancellationToken));

    private async Task<DatasetReference> ExecuteAsync(CollectInput input, CancellationToken cancellationToken)
    {
        var receipts = new List<ShardReceipt>(input.Shards);
        for (var shard = 0; shard < input.Shards; shard++)
        {
            var path = RunPaths.Receipt(input.RunId, input.Target, shard);
            receipts.Add(
                await RunBlobs.ReadAsync<ShardReceipt>(workspace.Blobs, path, cancellationToken)
                    ?? throw new RunFailedException(
                        $"Shard {shard} of '{input.Target}' has left no receipt at '{path}': the store has lost a blob."
                    )
            );
        }

        var draft = new DatasetDraft
        {
            Id = input.Target,
            Name = input.Name ?? await NameAsync(input, cancellationToken),
            Operation = input.Operation,
            Parents = [input.Source],
            Parameters = new JsonObject { ["model"] = input.Model },
        };
        ShardInfo[] shards = [.. receipts.Select(receipt => receipt.Shard).OfType<ShardInfo>()];
        var manifest = await workspace.Library.CommitAsync(
            draft,
            shards,
            [.. receipts.Select(receipt => receipt.Rejects)],
            cancellationToken
        );
        return new DatasetReference(manifest.Id, manifest.Records, manifest.Shards.Count, manifest.RejectCount);
    }

    private async Task<string> NameAsync(CollectInput input, CancellationToken cancellationToken)
    {
        var header = await workspace.ReadHeaderAsync(input.RunId, cancellationToken);
        return $"{header.Name}/{input.Target[(input.RunId.Length + 1)..]}";
    }
}
