using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Splits;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Splitting;

/// <summary>
/// Splits the cleaned answers without leaks and writes the files that students learn from. Validation and test set are made in the first round and kept,
/// so that all rounds are compared on the same samples; what later rounds bring is only learned from.
/// </summary>
public sealed class SplitAnswers(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same datasets and files.</summary>
    /// <exception cref="RunFailedException">There is too little to split; the message gives figures and a remedy.</exception>
    [Function(ActivityNames.SplitAnswers)]
    public Task<SplitOutcome> RunAsync([ActivityTrigger] RoundReference round, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.SplitAnswers, round.RunId, () => ExecuteAsync(round, cancellationToken), round.Round);

    private async Task<SplitOutcome> ExecuteAsync(RoundReference round, CancellationToken cancellationToken)
    {
        var spec = await workspace.ReadSpecAsync(round.RunId, cancellationToken);
        var clean = await workspace.GetDatasetAsync(RunDatasets.Clean(round.RunId, round.Round), cancellationToken);
        var outcome = await FindAsync(round, cancellationToken) ?? await SplitAsync(round, spec, clean, cancellationToken);
        await WriteFileAsync(round, "train", outcome.Train.DatasetId, cancellationToken);
        await WriteFileAsync(round, "validation", outcome.Validation.DatasetId, cancellationToken);
        return outcome;
    }

    private Task<SplitOutcome> SplitAsync(RoundReference round, RunSpec spec, DatasetManifest clean, CancellationToken cancellationToken) =>
        round.Round == 1
            ? SplitFirstAsync(round, spec, clean, cancellationToken)
            : AddToTrainingAsync(round, spec, clean, cancellationToken);

    private async Task<SplitOutcome?> FindAsync(RoundReference round, CancellationToken cancellationToken)
    {
        var train = await workspace.FindDatasetAsync(RunDatasets.Train(round.RunId, round.Round), cancellationToken);
        var validation = await workspace.FindDatasetAsync(RunDatasets.Validation(round.RunId), cancellationToken);
        var test = await workspace.FindDatasetAsync(RunDatasets.Test(round.RunId), cancellationToken);
        return train is null || validation is null || test is null
            ? null
            : new SplitOutcome(Reference(train), Reference(validation), Reference(test));
    }

    private async Task<SplitOutcome> SplitFirstAsync(
        RoundReference round,
        RunSpec spec,
        DatasetManifest clean,
        CancellationToken cancellationToken
    )
    {
        var prompts = new ComparedPrompts(workspace);
        await prompts.SurveyAsync([clean], cancellationToken);
        var splitter = new DatasetSplitter(Options(spec.Split), prompts.Template);
        var label = TaskClasses.Of(spec).Of;
        await foreach (var sample in workspace.Library.ReadAsync(clean, cancellationToken: cancellationToken))
        {
            splitter.Add(prompts.Of(sample), label(sample));
        }

        var split = splitter.Split();
        if (split.Refusal is { } refusal)
        {
            throw new RunFailedException($"The {clean.Records} cleaned answers cannot be split: {refusal}");
        }

        var parts = new Dictionary<SplitSet, DatasetManifest>();
        foreach (var set in Enum.GetValues<SplitSet>())
        {
            parts[set] = await WriteAsync(IdOf(round, set), spec, clean, split, set, cancellationToken);
        }

        return new SplitOutcome(Reference(parts[SplitSet.Train]), Reference(parts[SplitSet.Validation]), Reference(parts[SplitSet.Test]));
    }

    private async Task<DatasetManifest> WriteAsync(
        string id,
        RunSpec spec,
        DatasetManifest clean,
        SplitResult split,
        SplitSet set,
        CancellationToken cancellationToken
    )
    {
        await using var writer = workspace.Library.CreateWriter(Draft(id, spec, set, [clean.Id]), Sizes(spec));
        var index = 0;
        await foreach (var sample in workspace.Library.ReadAsync(clean, cancellationToken: cancellationToken))
        {
            if (split.Sets[index++] == set)
            {
                await writer.WriteAsync(sample, cancellationToken);
            }
        }

        return writer.Records > 0
            ? await writer.CommitAsync(cancellationToken)
            : throw new RunFailedException(
                $"The {set} set would be empty: {clean.Records} cleaned answers are too few for the shares of 'split'. Give more prompts, or a larger share."
            );
    }

    private async Task<SplitOutcome> AddToTrainingAsync(
        RoundReference round,
        RunSpec spec,
        DatasetManifest clean,
        CancellationToken cancellationToken
    )
    {
        var validation = await workspace.GetDatasetAsync(RunDatasets.Validation(round.RunId), cancellationToken);
        var test = await workspace.GetDatasetAsync(RunDatasets.Test(round.RunId), cancellationToken);
        var kept = new KeptOut(new ComparedPrompts(workspace), spec.Split.NearDuplicateThreshold);
        await kept.SurveyAsync(clean, validation, test, cancellationToken);
        var draft = Draft(RunDatasets.Train(round.RunId, round.Round), spec, SplitSet.Train, [clean.Id, validation.Id, test.Id]);
        await using var writer = workspace.Library.CreateWriter(draft, Sizes(spec));
        await foreach (var sample in workspace.Library.ReadAsync(clean, cancellationToken: cancellationToken))
        {
            if (kept.RejectOf(sample) is { } reject)
            {
                await writer.RejectAsync(reject, cancellationToken);
            }
            else if (!kept.IsKept(sample.Id))
            {
                await writer.WriteAsync(sample, cancellationToken);
            }
        }

        return new SplitOutcome(Reference(await writer.CommitAsync(cancellationToken)), Reference(validation), Reference(test));
    }

    private async Task WriteFileAsync(RoundReference round, string part, string datasetId, CancellationToken cancellationToken)
    {
        var samples = workspace.ReadAsync(datasetId, cancellationToken);
        await TrainingFile.WriteAsync(workspace.Blobs, RunPaths.TrainingFile(round.RunId, round.Round, part), samples, cancellationToken);
    }

    private static SplitOptions Options(SplitSpec split) =>
        new()
        {
            Train = split.Train,
            Validation = split.Validation,
            Test = split.Test,
            Seed = split.Seed,
            NearDuplicateThreshold = split.NearDuplicateThreshold,
        };

    private static DatasetWriterOptions Sizes(RunSpec spec) => new() { MaxRecords = spec.Shards.Size };

    private static DatasetDraft Draft(string id, RunSpec spec, SplitSet set, IReadOnlyList<string> parents) =>
        new()
        {
            Id = id,
            Name = $"{spec.Name}/{Name(set)}",
            Operation = "split",
            Parents = parents,
            Parameters = new JsonObject { ["part"] = Name(set), ["seed"] = spec.Split.Seed },
        };

    private static string Name(SplitSet set) =>
        set switch
        {
            SplitSet.Train => "train",
            SplitSet.Validation => "validation",
            _ => "test",
        };

    private static string IdOf(RoundReference round, SplitSet set) =>
        set switch
        {
            SplitSet.Train => RunDatasets.Train(round.RunId, round.Round),
            SplitSet.Validation => RunDatasets.Validation(round.RunId),
            _ => RunDatasets.Test(round.RunId),
        };

    private static DatasetReference Reference(DatasetManifest manifest) =>
        new(manifest.Id, manifest.Records, manifest.Shards.Count, manifest.RejectCount);
}
