using System.Text.Json.Nodes;
using Distill.Activities.Splitting;
using Distill.Core.Augmentation;
using Distill.Core.Datasets;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Augmenting;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Augmenting;

/// <summary>Finds the thin classes of a round's training set, plans within <c>augment.budget</c> and makes the calls for new texts.</summary>
public sealed class PlanAugmentation(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same plan and the same calls.</summary>
    [Function(ActivityNames.PlanAugmentation)]
    public Task<AugmentationPrompts> RunAsync([ActivityTrigger] AugmentationStep step, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.PlanAugmentation, step.RunId, () => ExecuteAsync(step, cancellationToken), step.Round);

    private async Task<AugmentationPrompts> ExecuteAsync(AugmentationStep step, CancellationToken cancellationToken)
    {
        var spec = await workspace.ReadSpecAsync(step.RunId, cancellationToken);
        var options = spec.Augment!.ToOptions(spec.Split);
        var classes = TaskClasses.Of(spec);
        var train = await workspace.GetDatasetAsync(RunDatasets.Train(step.RunId, step.Round), cancellationToken);
        var survey = new AugmentationSurvey(classes);
        await foreach (var sample in workspace.Library.ReadAsync(train, cancellationToken: cancellationToken))
        {
            _ = survey.Add(sample);
        }

        var teacher = workspace.GetModel(spec.Teacher.Model);
        var sizes = survey.Classes();
        var plan = AugmentationPlanner.Plan(sizes, options, teacher);
        var answerCost = sizes.ToDictionary(
            size => size.Label,
            size => AugmentationPlanner.AnswerCost(size.PromptTokens, size.AnswerTokens, teacher)
        );
        var subject = survey.Subject();
        var stored = new StoredPlan(plan, subject.Template, answerCost);
        await RunBlobs.WriteAsync(workspace.Blobs, RunPaths.AugmentPlan(step.RunId, step.Round), stored, cancellationToken);
        var seeds = new SeedChoice(plan, subject, classes, options.Seed);
        await foreach (var sample in workspace.Library.ReadAsync(train, cancellationToken: cancellationToken))
        {
            seeds.Add(sample);
        }

        var calls = CallSchedule.Create(plan, seeds, subject, classes, options);
        return calls.Count == 0
            ? new AugmentationPrompts(null, 0, 0, plan.Missing)
            : await WriteAsync(step, spec, train, calls, plan.Missing, cancellationToken);
    }

    private async Task<AugmentationPrompts> WriteAsync(
        AugmentationStep step,
        RunSpec spec,
        DatasetManifest train,
        IReadOnlyList<AugmentationCall> calls,
        long missing,
        CancellationToken cancellationToken
    )
    {
        var draft = new DatasetDraft
        {
            Id = RunDatasets.AugmentCalls(step.RunId, step.Round),
            Name = $"{spec.Name}/augment-calls",
            Operation = "augment",
            Parents = [train.Id],
            Parameters = new JsonObject { ["target"] = spec.Augment!.Target, ["seed"] = spec.Augment.Seed },
        };
        await using var writer = workspace.Library.CreateWriter(draft, new DatasetWriterOptions { MaxRecords = spec.Shards.Size });
        foreach (var call in calls)
        {
            await writer.WriteAsync(call.ToSample(), cancellationToken);
        }

        var manifest = await writer.CommitAsync(cancellationToken);
        return new AugmentationPrompts(manifest.Id, manifest.Records, manifest.Shards.Count, missing);
    }
}
