using Distill.Activities.Inference;
using Distill.Core.Datasets;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Evaluating;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Evaluating;

/// <summary>Puts the answers of candidate and baseline to each sample of the set side by side. A sample that lacks one is a reject with the reason.</summary>
public sealed class MatchAnswers(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same dataset.</summary>
    /// <exception cref="RunFailedException">A dataset is missing, or no sample has the answers that are needed.</exception>
    [Function(ActivityNames.MatchAnswers)]
    public Task<MatchOutcome> RunAsync([ActivityTrigger] MatchInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(
            ActivityNames.MatchAnswers,
            input.Evaluation.RunId,
            () => ExecuteAsync(input, cancellationToken),
            input.Evaluation.Round
        );

    private async Task<MatchOutcome> ExecuteAsync(MatchInput input, CancellationToken cancellationToken)
    {
        var spec = await EvaluationFiles.ReadSpecAsync(workspace, input.Evaluation, cancellationToken);
        var candidate = await SideAsync(input.Candidate, cancellationToken);
        var baseline = input.Baseline is { } other ? await SideAsync(other, cancellationToken) : null;
        var id = RunDatasets.Matched(input.Evaluation.RunId, input.Evaluation.Part);
        var matched =
            await workspace.FindDatasetAsync(id, cancellationToken)
            ?? await WriteAsync(id, spec, input, candidate, baseline, cancellationToken);
        return new MatchOutcome(
            new DatasetReference(matched.Id, matched.Records, matched.Shards.Count, matched.RejectCount),
            Measured(candidate, spec.Candidate),
            baseline is null ? null : Measured(baseline, spec.Baseline!)
        );
    }

    private async Task<AnswerSide> SideAsync(string dataset, CancellationToken cancellationToken)
    {
        var side = new AnswerSide();
        await foreach (var sample in workspace.ReadAsync(dataset, cancellationToken))
        {
            side.Add(sample);
        }

        return side;
    }

    private async Task<DatasetManifest> WriteAsync(
        string id,
        EvaluationSpec spec,
        MatchInput input,
        AnswerSide candidate,
        AnswerSide? baseline,
        CancellationToken cancellationToken
    )
    {
        var draft = new DatasetDraft
        {
            Id = id,
            Name = $"{spec.Name}/matched",
            Operation = "match",
            Parents = [.. new[] { input.Set, input.Candidate, input.Baseline }.OfType<string>().Distinct(StringComparer.Ordinal)],
        };
        await using var writer = workspace.Library.CreateWriter(draft, new DatasetWriterOptions { MaxRecords = spec.Shards.Size });
        var matching = new AnswerMatching(spec, candidate, baseline);
        await foreach (var sample in workspace.ReadAsync(input.Set, cancellationToken))
        {
            var (item, missing) = matching.Of(sample);
            if (item is not null)
            {
                await writer.WriteAsync(EvaluationSample.Of(item), cancellationToken);
            }
            else
            {
                await writer.RejectAsync(Rejects.Of(sample, "match", missing!), cancellationToken);
            }
        }

        if (writer.Records == 0)
        {
            await writer.CommitRejectsAsync(cancellationToken);
            throw new RunFailedException(
                $"No sample of the evaluation set '{input.Set}' has the answers that are needed; '{DatasetPaths.Rejects(id)}' says why. Datasets of answers need the ids of the set."
            );
        }

        return await writer.CommitAsync(cancellationToken);
    }

    private MeasuredModel Measured(AnswerSide side, EvaluatedSpec spec) =>
        new()
        {
            Name = spec.ShownName,
            Model = spec.FineTunedModel ?? (spec.Model is { } named ? workspace.GetModel(named).Model : side.Model),
            P95Ms = side.P95Ms,
            CostPerThousand = spec.Model is { } priced
                ? RequestPrice.PerThousand(workspace.GetModel(priced), side.Answers, side.InputTokens, side.OutputTokens)
                : null,
            IsTeacher = spec.Teacher,
        };
}
