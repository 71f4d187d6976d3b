using System.Text.Json.Nodes;
using Distill.Activities.Inference;
using Distill.Core.Datasets;
using Distill.Core.Evaluation;
using Distill.Core.Insight.Changes;
using Distill.Core.Operators;
using Distill.Core.Pipelines;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Samples;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Cleaning;

/// <summary>Takes the teacher's answers of all rounds so far through the recipe. Earlier rounds come first, so a duplicate's survivor stays the same.</summary>
public sealed class CleanAnswers(RunWorkspace workspace, IScratchSpace scratch)
{
    /// <summary>The activity. Repeating it gives the same dataset.</summary>
    /// <exception cref="RunFailedException">Nothing is left.</exception>
    [Function(ActivityNames.CleanAnswers)]
    public Task<DatasetReference> RunAsync([ActivityTrigger] RoundReference round, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.CleanAnswers, round.RunId, () => ExecuteAsync(round, cancellationToken), round.Round);

    private async Task<DatasetReference> ExecuteAsync(RoundReference round, CancellationToken cancellationToken)
    {
        var id = RunDatasets.Clean(round.RunId, round.Round);
        var manifest = await workspace.FindDatasetAsync(id, cancellationToken) ?? await CleanAsync(id, round, cancellationToken);
        return new DatasetReference(manifest.Id, manifest.Records, manifest.Shards.Count, manifest.RejectCount);
    }

    private async Task<DatasetManifest> CleanAsync(string id, RoundReference round, CancellationToken cancellationToken)
    {
        var spec = await workspace.ReadSpecAsync(round.RunId, cancellationToken);
        var sources = await SourcesAsync(round, cancellationToken);
        var steps = SpecRecipe.Steps(spec);
        var draft = new DatasetDraft
        {
            Id = id,
            Name = $"{spec.Name}/clean",
            Operation = "clean",
            Parents = [.. sources.Select(source => source.Id)],
            Parameters = new JsonObject { ["recipe"] = new JsonArray([.. steps.Select(step => JsonValue.Create(step.Op))]) },
        };
        await using var writer = workspace.Library.CreateWriter(draft, new DatasetWriterOptions { MaxRecords = spec.Shards.Size });
        using var cleaning = SpecRecipe.Bind(spec).Start(scratch);
        await cleaning.LoadAsync(new ReferenceDatasets(workspace), cancellationToken);
        var classOf = ClassOf(spec);
        var (before, after) = (new DataProfiler(classOf), new DataProfiler(classOf));
        // A recipe may read the answers several times; they are looked at once.
        for (var pass = 0; cleaning.NextPass(); pass++)
        {
            await PassAsync(cleaning, sources, writer, pass == 0 ? before : null, after, cancellationToken);
        }

        if (writer.Records == 0)
        {
            var rejects = await writer.CommitRejectsAsync(cancellationToken);
            throw new RunFailedException(NothingLeft(sources, rejects));
        }

        // Before the dataset, so that it is there whenever the dataset is.
        var change = DataChange.Of(before, after);
        await RunBlobs.WriteAsync(workspace.Blobs, RunPaths.Cleaning(round.RunId, round.Round), change, cancellationToken);
        var manifest = await writer.CommitAsync(cancellationToken);
        DistillMetrics.CountRecords(ActivityNames.CleanAnswers, manifest.Records, manifest.RejectCount);
        return manifest;
    }

    private async Task PassAsync(
        CleaningRun cleaning,
        IReadOnlyList<DatasetManifest> sources,
        DatasetWriter writer,
        DataProfiler? before,
        DataProfiler after,
        CancellationToken cancellationToken
    )
    {
        var samples = sources
            .ToAsyncEnumerable()
            .SelectMany(source => workspace.Library.ReadAsync(source, cancellationToken: cancellationToken))
            .Select(sample =>
            {
                before?.Add(sample);
                return sample;
            });
        await foreach (var outcome in cleaning.PassAsync(samples, OrderedWork.DefaultThreads, cancellationToken))
        {
            if (outcome.Drop is null)
            {
                after.Add(outcome.Sample);
            }

            await (
                outcome.Drop is { } drop
                    ? writer.RejectAsync(Rejects.Of(outcome.Sample, outcome.Operator!, drop.Reason, drop.Detail), cancellationToken)
                    : writer.WriteAsync(outcome.Sample, cancellationToken)
            );
        }
    }

    private static Func<Sample, string?>? ClassOf(RunSpec spec) =>
        SpecRecipe.AnswerFormat(spec.Task) is { } format && AnswerExtractor.Create(format) is { } extractor
            ? sample => extractor.Extract(sample.Answer).Value
            : null;

    private async Task<IReadOnlyList<DatasetManifest>> SourcesAsync(RoundReference round, CancellationToken cancellationToken)
    {
        var sources = new List<DatasetManifest>();
        for (var earlier = 1; earlier <= round.Round; earlier++)
        {
            // A round without unused prompts has no answers of its own.
            if (await workspace.FindDatasetAsync(RunDatasets.Teacher(round.RunId, earlier), cancellationToken) is { } answers)
            {
                sources.Add(answers);
            }
        }

        return sources;
    }

    private static string NothingLeft(IReadOnlyList<DatasetManifest> sources, RejectsInfo rejects)
    {
        var refused = sources.Sum(source => source.RejectCount);
        var reasons = sources
            .SelectMany(source => source.Rejects)
            .Concat(rejects.Summary.Counts)
            .Select(pair => $"{pair.Key}: {pair.Value}");
        return $"Of the teacher's answers nothing is left to learn from ({refused} prompts refused, {rejects.Summary.Total} answers dropped; "
            + $"{string.Join(", ", reasons)}). Rejects: {rejects.Path ?? sources.FirstOrDefault()?.RejectsPath}. "
            + "Check that task.extract fits the teacher's answers, and the recipe in 'clean'.";
    }
}
