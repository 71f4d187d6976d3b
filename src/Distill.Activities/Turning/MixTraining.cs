using Distill.Activities.Splitting;
using Distill.Core.Formats.Writing;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Core.Samples;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Turning;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Turning;

/// <summary>Makes the sets that a turn trains and compares on, apart from each other, and the training files of its stages.</summary>
public sealed class MixTraining(RunWorkspace workspace)
{
    private const string TrainFile = "train";
    private const string ValidationFile = "validation";

    /// <summary>The activity. Repeating it gives the same datasets and files.</summary>
    [Function(ActivityNames.MixTraining)]
    public Task<MixOutcome> RunAsync([ActivityTrigger] TurnStep step, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.MixTraining, step.RunId, () => ExecuteAsync(step, cancellationToken));

    private async Task<MixOutcome> ExecuteAsync(TurnStep step, CancellationToken cancellationToken)
    {
        var plan = await TurnFiles.ReadPlanAsync(workspace, step.RunId, cancellationToken);
        var mix = await new TurnMix(workspace, plan).ReadAsync(step, cancellationToken);
        string[] parents = [.. new[] { step.Supervised, step.Pairs }.OfType<string>(), .. plan.BaseDatasets];
        var fresh = await WriteAsync(RunDatasets.Fresh(step.RunId), mix.Fresh, "sample");
        var training = mix.Fresh.Count == 0 ? null : await WriteAsync(RunDatasets.Mix(step.RunId), [.. mix.Fresh, .. mix.Replay], "sample");
        var outcome = new MixOutcome
        {
            Training = training,
            Fresh = fresh?.Records ?? 0,
            Replayed = mix.Replay.Count,
            Pairs = await WriteAsync(RunDatasets.Pairs(step.RunId), mix.Pairs, "preference"),
            Validation = await WriteAsync(RunDatasets.Validation(step.RunId), mix.Validation, "sample"),
            Evaluation = await WriteAsync(RunDatasets.Evaluation(step.RunId), mix.Evaluation, "sample"),
            Slices = mix.Evaluation.CountBy(ComparedSample.SliceOf).ToDictionary(pair => pair.Key, pair => (long)pair.Value),
            Leaks = mix.Leaks,
        };
        await WriteFilesAsync(plan, mix, cancellationToken);
        return outcome;

        Task<DatasetReference?> WriteAsync(string id, IReadOnlyList<Sample> rows, string schema) =>
            TurnFiles.WriteAsync(TurnFiles.Begin(workspace, plan, id, "mix", parents, schema), rows, cancellationToken);
    }

    private async Task WriteFilesAsync(TurnPlan plan, TurnMix mix, CancellationToken cancellationToken)
    {
        foreach (var (i, stage) in plan.Spec.Stages.Index())
        {
            var isPreference = stage.Method == StageSpec.Dpo;
            var rows = isPreference ? mix.Pairs : [.. mix.Fresh, .. mix.Replay];
            var format = isPreference ? ExportFormats.OpenAIPreference : ExportFormats.OpenAI;
            await FileAsync(i + 1, TrainFile, rows, format);
            await FileAsync(i + 1, ValidationFile, isPreference ? [] : mix.Validation, ExportFormats.OpenAI);
        }

        Task FileAsync(int round, string part, IReadOnlyList<Sample> rows, string format) =>
            rows.Count == 0
                ? Task.CompletedTask
                : TrainingFile.WriteAsync(
                    workspace.Blobs,
                    RunPaths.TrainingFile(plan.RunId, round, part),
                    rows.ToAsyncEnumerable(),
                    cancellationToken,
                    format
                );
    }
}
