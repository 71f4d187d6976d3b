using System.Text.Json.Nodes;
using Distill.Core.Annotation;
using Distill.Core.Datasets;
using Distill.Core.Operators;
using Distill.Core.PreferencePairs;
using Distill.Core.Samples;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Annotating;
using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Annotating;

/// <summary>Makes the datasets of a round: supervised answers, preference pairs, thumbed replies. What is left out is a reject with its reason.</summary>
/// <remarks>
/// First every outcome is marked as used, which ends undoing; then the rows are written, from the marked tasks alone and in the order of their ids, so that a
/// repetition writes the same bytes.
/// </remarks>
public sealed class WriteAnnotationDatasets(RunWorkspace workspace, IAnnotationStore store, AnnotationDesk desk)
{
    /// <summary>The activity. Repeating it gives the same datasets.</summary>
    [Function(ActivityNames.WriteAnnotationDatasets)]
    public Task<AnnotationRoundOutcome> RunAsync([ActivityTrigger] AnnotationRoundInput round, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.WriteAnnotationDatasets, round.RunId, () => ExecuteAsync(round, cancellationToken));

    private async Task<AnnotationRoundOutcome> ExecuteAsync(AnnotationRoundInput round, CancellationToken cancellationToken)
    {
        var states = await ConsumeAsync(round, cancellationToken);
        return new AnnotationRoundOutcome
        {
            Supervised = await WriteSupervisedAsync(round, cancellationToken),
            Pairs = await WritePairsAsync(round, cancellationToken),
            Thumbs = await WriteThumbsAsync(round, cancellationToken),
            Tasks = states,
        };
    }

    private async Task<Dictionary<string, long>> ConsumeAsync(AnnotationRoundInput round, CancellationToken cancellationToken)
    {
        var states = new Dictionary<string, long>(StringComparer.Ordinal);
        var query = new TaskQuery { Round = round.RoundId };
        var consume = new AnnotationAction.Consume(round.RoundId, AnnotationDecision.Policy);
        await foreach (var task in store.ListTasksAsync(round.Project, query, cancellationToken))
        {
            if (task.IsFinal && task.ConsumedBy is null)
            {
                _ = await desk.ApplyAsync(round.Project, task.Id, consume, null, cancellationToken);
            }

            var state = task.State.ToString().ToLowerInvariant();
            states[state] = states.GetValueOrDefault(state) + 1;
        }

        return states;
    }

    private Task<DatasetReference?> WriteSupervisedAsync(AnnotationRoundInput round, CancellationToken cancellationToken) =>
        WriteAsync(
            round,
            "sft",
            "sample",
            Tasks(round, cancellationToken).Select(task => Named(task, AnnotatedRows.SupervisedOrDrop(task))),
            cancellationToken
        );

    private async Task<DatasetReference?> WritePairsAsync(AnnotationRoundInput round, CancellationToken cancellationToken)
    {
        // The skew is part of the manifest, which is known before the rows are written: so the pairs are looked at once before.
        var skew = LengthSkew.None;
        await foreach (var task in Tasks(round, cancellationToken))
        {
            if (AnnotatedRows.Pair(task) is { } pair && PairGuards.Check(pair, round.Guards) is null)
            {
                skew = skew.With(pair);
            }
        }

        var rows = Tasks(round, cancellationToken).Select(task => Named(task, AnnotatedRows.GuardedPair(task, round.Guards)));
        return await WriteAsync(round, "pairs", "preference", rows, cancellationToken, skew);
    }

    private Task<DatasetReference?> WriteThumbsAsync(AnnotationRoundInput round, CancellationToken cancellationToken) =>
        WriteAsync(
            round,
            "kto",
            "sample",
            workspace
                .ReadAsync(round.Dataset, cancellationToken)
                .Select(sample => ThumbRows.Of(sample) is var (row, drop) ? (sample.Id, row, drop) : default),
            cancellationToken
        );

    private IAsyncEnumerable<AnnotationTask> Tasks(AnnotationRoundInput round, CancellationToken cancellationToken) =>
        store
            .ListTasksAsync(round.Project, new TaskQuery { Round = round.RoundId, WithContent = true }, cancellationToken)
            .Where(task => task.ConsumedBy == round.RoundId);

    private static (string Id, Sample? Row, Drop? Drop) Named(AnnotationTask task, (Sample? Row, Drop? Drop) made) =>
        (task.SampleId, made.Row, made.Drop);

    private async Task<DatasetReference?> WriteAsync(
        AnnotationRoundInput round,
        string role,
        string schema,
        IAsyncEnumerable<(string Id, Sample? Row, Drop? Drop)> rows,
        CancellationToken cancellationToken,
        LengthSkew? skew = null
    )
    {
        var draft = new DatasetDraft
        {
            Id = $"{round.RoundId}-{role}",
            Name = $"{round.Project}/{role}",
            Operation = "annotate",
            Parents = [round.Dataset],
            Parameters = Parameters(round, skew),
            Schema = schema,
        };
        await using var writer = workspace.Library.CreateWriter(draft);
        await foreach (var (id, row, drop) in rows.WithCancellation(cancellationToken))
        {
            if (row is not null)
            {
                await writer.WriteAsync(row, cancellationToken);
            }
            else if (drop is not null)
            {
                await writer.RejectAsync(
                    new Reject(round.Dataset, 0, null, id, $"annotate.{role}", drop.Reason, drop.Detail),
                    cancellationToken
                );
            }
        }

        if (writer.Records == 0)
        {
            _ = await writer.CommitRejectsAsync(cancellationToken);
            return null;
        }

        var manifest = await writer.CommitAsync(cancellationToken);
        return new DatasetReference(manifest.Id, manifest.Records, manifest.Shards.Count, manifest.RejectCount);
    }

    private static JsonObject Parameters(AnnotationRoundInput round, LengthSkew? skew)
    {
        var parameters = new JsonObject { ["project"] = round.Project, ["round"] = round.RoundId };
        if (skew is not null)
        {
            parameters["lengthSkew"] = new JsonObject
            {
                ["pairs"] = skew.Pairs,
                ["chosenLongerShare"] = skew.ChosenLongerShare,
                ["meanRatio"] = skew.MeanRatio,
            };
        }

        return parameters;
    }
}
