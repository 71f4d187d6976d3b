using System.Text.Json.Nodes;
using Distill.Activities.Splitting;
using Distill.Core.Augmentation;
using Distill.Core.Datasets;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Samples;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Augmenting;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Augmenting;

/// <summary>Reads the teacher's texts, compares them with seeds, training, validation and test rows, and makes prompts of those that are worth an answer.</summary>
public sealed class GateAugmentation(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same dataset.</summary>
    [Function(ActivityNames.GateAugmentation)]
    public Task<AugmentationPrompts> RunAsync([ActivityTrigger] AugmentationStep step, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.GateAugmentation, step.RunId, () => ExecuteAsync(step, cancellationToken), step.Round);

    private async Task<AugmentationPrompts> ExecuteAsync(AugmentationStep step, CancellationToken cancellationToken)
    {
        var spec = await workspace.ReadSpecAsync(step.RunId, cancellationToken);
        var stored = (
            await RunBlobs.ReadAsync<StoredPlan>(workspace.Blobs, RunPaths.AugmentPlan(step.RunId, step.Round), cancellationToken)
        )!;
        var subject = new AugmentationSubject(stored.Template);
        var answers = await workspace.GetDatasetAsync(RunDatasets.AugmentTexts(step.RunId, step.Round), cancellationToken);
        var proposed = await ProposedAsync(answers, cancellationToken);
        var seeds = await SeedsAsync(step, proposed.SelectMany(item => item.Call.Seeds), cancellationToken);
        var gate = new VariantGate(spec.Augment!.ToOptions(spec.Split), subject, seeds);
        await AddRowsAsync(gate, step, cancellationToken);
        var (kept, dropped) = gate.Sort(proposed);
        var (affordable, unaffordable) = AugmentationBudget.Cut(kept, stored.Plan, stored.AnswerCost, spec.Augment.Budget - step.Spent);
        return await WriteAsync(step, spec, subject, seeds, affordable, [.. dropped, .. unaffordable], cancellationToken);
    }

    private async Task<List<(AugmentationCall Call, ParsedVariants Parsed)>> ProposedAsync(
        DatasetManifest answers,
        CancellationToken cancellationToken
    )
    {
        var parser = new VariantParser();
        var proposed = new List<(AugmentationCall, ParsedVariants)>();
        await foreach (var sample in workspace.Library.ReadAsync(answers, cancellationToken: cancellationToken))
        {
            proposed.Add((AugmentationCall.Of(sample), parser.Parse(sample.Answer ?? "")));
        }

        return proposed;
    }

    private async Task<Dictionary<string, Sample>> SeedsAsync(
        AugmentationStep step,
        IEnumerable<string> ids,
        CancellationToken cancellationToken
    )
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        var seeds = new Dictionary<string, Sample>(StringComparer.Ordinal);
        await foreach (var sample in workspace.ReadAsync(RunDatasets.Train(step.RunId, step.Round), cancellationToken))
        {
            if (wanted.Contains(sample.Id))
            {
                seeds[sample.Id] = sample;
            }
        }

        return seeds;
    }

    private async Task AddRowsAsync(VariantGate gate, AugmentationStep step, CancellationToken cancellationToken)
    {
        await foreach (var sample in workspace.ReadAsync(RunDatasets.Train(step.RunId, step.Round), cancellationToken))
        {
            gate.AddKnown(sample);
        }

        foreach (var held in new[] { RunDatasets.Validation(step.RunId), RunDatasets.Test(step.RunId) })
        {
            await foreach (var sample in workspace.ReadAsync(held, cancellationToken))
            {
                gate.AddHeldOut(sample);
            }
        }
    }

    private async Task<AugmentationPrompts> WriteAsync(
        AugmentationStep step,
        RunSpec spec,
        AugmentationSubject subject,
        Dictionary<string, Sample> seeds,
        IReadOnlyList<Variant> kept,
        IReadOnlyList<VariantDrop> dropped,
        CancellationToken cancellationToken
    )
    {
        var draft = new DatasetDraft
        {
            Id = RunDatasets.AugmentPrompts(step.RunId, step.Round),
            Name = $"{spec.Name}/augment-prompts",
            Operation = "augment",
            Parents = [RunDatasets.AugmentTexts(step.RunId, step.Round), RunDatasets.Train(step.RunId, step.Round)],
            Parameters = new JsonObject { ["template"] = AugmentationPrompt.TemplateVersion },
        };
        await using var writer = workspace.Library.CreateWriter(draft, new DatasetWriterOptions { MaxRecords = spec.Shards.Size });
        foreach (var drop in dropped)
        {
            await writer.RejectAsync(drop.ToReject(seeds), cancellationToken);
        }

        var label = TaskClasses.Of(spec).Label;
        foreach (var variant in kept)
        {
            var row = AugmentedRow.Ask(variant, seeds[variant.Call.Seeds[0]], subject, label, spec.Teacher.Model);
            await writer.WriteAsync(row, cancellationToken);
        }

        var manifest = await writer.CommitAsync(cancellationToken);
        DistillMetrics.CountRecords(ActivityNames.GateAugmentation, manifest.Records, manifest.RejectCount);
        return new AugmentationPrompts(manifest.Records == 0 ? null : manifest.Id, manifest.Records, manifest.Shards.Count, 0);
    }
}
