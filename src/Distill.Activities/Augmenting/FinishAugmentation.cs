using System.Text.Json.Nodes;
using Distill.Activities.Inference;
using Distill.Activities.Splitting;
using Distill.Core.Augmentation;
using Distill.Core.Datasets;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Augmenting;
using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Augmenting;

/// <summary>
/// Keeps the new rows whose answer names the class that was asked for, up to each class's target, and writes the training set and file with them.
/// </summary>
public sealed class FinishAugmentation(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same dataset, file and result.</summary>
    [Function(ActivityNames.FinishAugmentation)]
    public Task<AugmentedTraining> RunAsync([ActivityTrigger] AugmentationStep step, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.FinishAugmentation, step.RunId, () => ExecuteAsync(step, cancellationToken), step.Round);

    private async Task<AugmentedTraining> ExecuteAsync(AugmentationStep step, CancellationToken cancellationToken)
    {
        var spec = await workspace.ReadSpecAsync(step.RunId, cancellationToken);
        var stored = (
            await RunBlobs.ReadAsync<StoredPlan>(workspace.Blobs, RunPaths.AugmentPlan(step.RunId, step.Round), cancellationToken)
        )!;
        var tally = new AugmentationTally(stored.Plan);
        await CountEarlierAsync(tally, step, cancellationToken);
        var manifest = await WriteAsync(step, spec, tally, cancellationToken);
        var file = RunPaths.TrainingFile(step.RunId, step.Round, AugmentedTraining.Augmented);
        await TrainingFile.WriteAsync(
            workspace.Blobs,
            file,
            workspace.Library.ReadAsync(manifest, cancellationToken: cancellationToken),
            cancellationToken
        );
        var result = tally.ToResult(step.Spent);
        await RunBlobs.WriteAsync(workspace.Blobs, RunPaths.Augmentation(step.RunId, step.Round), result, cancellationToken);
        var train = new DatasetReference(manifest.Id, manifest.Records, manifest.Shards.Count, manifest.RejectCount);
        return new AugmentedTraining(train, AugmentedTraining.Augmented, result.Added, result.Drops.Values.Sum());
    }

    private async Task CountEarlierAsync(AugmentationTally tally, AugmentationStep step, CancellationToken cancellationToken)
    {
        var parser = new VariantParser();
        await foreach (var sample in workspace.ReadAsync(RunDatasets.AugmentTexts(step.RunId, step.Round), cancellationToken))
        {
            tally.AddCall(AugmentationCall.Of(sample), parser.Parse(sample.Answer ?? "").Texts.Count);
        }

        foreach (var id in new[] { RunDatasets.AugmentTexts(step.RunId, step.Round), RunDatasets.AugmentPrompts(step.RunId, step.Round) })
        {
            AddDrops(tally, await workspace.GetDatasetAsync(id, cancellationToken));
        }
    }

    private async Task<DatasetManifest> WriteAsync(
        AugmentationStep step,
        RunSpec spec,
        AugmentationTally tally,
        CancellationToken cancellationToken
    )
    {
        var train = RunDatasets.Train(step.RunId, step.Round);
        var answers = await workspace.FindDatasetAsync(RunDatasets.AugmentAnswers(step.RunId, step.Round), cancellationToken);
        var draft = new DatasetDraft
        {
            Id = RunDatasets.AugmentedTrain(step.RunId, step.Round),
            Name = $"{spec.Name}/train-augmented",
            Operation = "augment",
            Parents = answers is null ? [train] : [train, answers.Id],
            Parameters = new JsonObject { ["target"] = spec.Augment!.Target },
        };
        await using var writer = workspace.Library.CreateWriter(draft, new DatasetWriterOptions { MaxRecords = spec.Shards.Size });
        await foreach (var sample in workspace.ReadAsync(train, cancellationToken))
        {
            await writer.WriteAsync(sample, cancellationToken);
        }

        if (answers is not null)
        {
            AddDrops(tally, answers);
            await AddAsync(writer, answers, TaskClasses.Of(spec).Read, tally, cancellationToken);
        }

        return await writer.CommitAsync(cancellationToken);
    }

    private async Task AddAsync(
        DatasetWriter writer,
        DatasetManifest answers,
        Func<string?, string?>? read,
        AugmentationTally tally,
        CancellationToken cancellationToken
    )
    {
        await foreach (var sample in workspace.Library.ReadAsync(answers, cancellationToken: cancellationToken))
        {
            if (tally.Take(sample, read) is not { } fault)
            {
                await writer.WriteAsync(sample, cancellationToken);
                continue;
            }

            await writer.RejectAsync(Rejects.Of(sample, VariantDropReasons.Operator, fault.Reason, fault.Detail), cancellationToken);
        }
    }

    private static void AddDrops(AugmentationTally tally, DatasetManifest dataset)
    {
        foreach (var (reason, count) in dataset.Rejects)
        {
            tally.AddDrop(reason, count);
        }
    }
}
