using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Samples;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Prompting;

/// <summary>
/// Chooses the prompts of a round. All prompts have one random order that follows from <c>source.seed</c> and their ids; <c>source.limit</c> keeps its
/// head, and each round takes the next <c>teacher.promptsPerRound</c> of it. A prompt that is there twice, word for word, is asked once: the later ones
/// are rejects of the first round's prompts.
/// </summary>
public sealed class SelectPrompts(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same dataset.</summary>
    [Function(ActivityNames.SelectPrompts)]
    public Task<PromptSelection> RunAsync([ActivityTrigger] RoundReference round, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.SelectPrompts, round.RunId, () => ExecuteAsync(round, cancellationToken), round.Round);

    private async Task<PromptSelection> ExecuteAsync(RoundReference round, CancellationToken cancellationToken)
    {
        var spec = await workspace.ReadSpecAsync(round.RunId, cancellationToken);
        var imported = await workspace.GetDatasetAsync(RunDatasets.Imported(round.RunId), cancellationToken);
        var orders = await OrdersAsync(imported, spec.Source.Seed, cancellationToken);
        var usable = Math.Min(orders.Count, spec.Source.Limit ?? orders.Count);
        var perRound = spec.Teacher.PromptsPerRound ?? usable;
        var first = Math.Min(usable, (round.Round - 1) * perRound);
        var end = Math.Min(usable, first + perRound);
        if (first == end)
        {
            return new PromptSelection(null, 0, 0, 0);
        }

        var prompts =
            end - first == imported.Records ? imported : await ChooseAsync(round, spec, imported, orders, (first, end), cancellationToken);
        return new PromptSelection(prompts.Id, prompts.Records, prompts.Shards.Count, usable - end, imported.Records - orders.Count);
    }

    /// <summary>A record's place in the random order: by this number.</summary>
    internal static ulong Order(string id, int seed) => XxHash64.HashToUInt64(MemoryMarshal.AsBytes(id.AsSpan()), seed);

    private async Task<DatasetManifest> ChooseAsync(
        RoundReference round,
        RunSpec spec,
        DatasetManifest imported,
        List<ulong> orders,
        (int First, int End) range,
        CancellationToken cancellationToken
    )
    {
        var id = RunDatasets.Prompts(round.RunId, round.Round);
        if (await workspace.FindDatasetAsync(id, cancellationToken) is { } done)
        {
            return done;
        }

        var (low, high) = (orders[range.First], orders[range.End - 1]);
        var draft = new DatasetDraft
        {
            Id = id,
            Name = $"{spec.Name}/prompts",
            Operation = "sample",
            Parents = [imported.Id],
            Parameters = new JsonObject
            {
                ["seed"] = spec.Source.Seed,
                ["first"] = range.First,
                ["end"] = range.End,
            },
        };
        await using var writer = workspace.Library.CreateWriter(draft, new DatasetWriterOptions { MaxRecords = spec.Shards.Size });
        var duplicates = new PromptDuplicates();
        await foreach (var sample in workspace.Library.ReadAsync(imported, cancellationToken: cancellationToken))
        {
            if (duplicates.FindFirst(sample) is { } kept)
            {
                await RejectAsync(writer, round, sample, kept, cancellationToken);
                continue;
            }

            var order = Order(sample.Id, spec.Source.Seed);
            if (order >= low && order <= high)
            {
                await writer.WriteAsync(sample, cancellationToken);
            }
        }

        return await writer.CommitAsync(cancellationToken);
    }

    private static Task RejectAsync(
        DatasetWriter writer,
        RoundReference round,
        Sample sample,
        string kept,
        CancellationToken cancellationToken
    )
    {
        if (round.Round > 1)
        {
            return Task.CompletedTask;
        }

        var source = RowSource.Of(sample);
        var reject = new Reject(
            source?.File ?? RunDatasets.Imported(round.RunId),
            source?.Line ?? 0,
            null,
            sample.Id,
            "exact_dedup",
            "duplicate",
            new JsonObject { ["kept"] = kept }
        );
        return writer.RejectAsync(reject, cancellationToken).AsTask();
    }

    // The places of the distinct prompts, sorted; 8 bytes each.
    private async Task<List<ulong>> OrdersAsync(DatasetManifest imported, int seed, CancellationToken cancellationToken)
    {
        var orders = new List<ulong>(checked((int)imported.Records));
        var duplicates = new PromptDuplicates();
        await foreach (var sample in workspace.Library.ReadAsync(imported, cancellationToken: cancellationToken))
        {
            if (duplicates.FindFirst(sample) is null)
            {
                orders.Add(Order(sample.Id, seed));
            }
        }

        orders.Sort();
        return orders;
    }
}
