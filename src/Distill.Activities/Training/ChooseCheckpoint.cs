using Distill.Activities.Inference;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Text;
using Distill.Core.Reporting;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Samples;
using Distill.Core.Telemetry;
using Distill.Core.Training;
using Distill.Orchestrations;
using Distill.Orchestrations.Training;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Training;

/// <summary>Chooses the model that a training ends with by what its answers to the validation rows are worth; of equal ones the earlier. The training's report keeps the figures.</summary>
public sealed class ChooseCheckpoint(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same choice.</summary>
    [Function(ActivityNames.ChooseCheckpoint)]
    public Task<CheckpointChoice> RunAsync([ActivityTrigger] CheckpointAnswers input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.ChooseCheckpoint, input.RunId, () => ExecuteAsync(input, cancellationToken), input.Training.Round);

    private async Task<CheckpointChoice> ExecuteAsync(CheckpointAnswers input, CancellationToken cancellationToken)
    {
        var measure = input.By == CheckpointBy.Judge ? Judged : Measure(input.Task);
        var scores = new List<IReadOnlyDictionary<string, double>>();
        foreach (var (_, dataset) in input.Answers)
        {
            scores.Add(await ScoresAsync(dataset, measure, cancellationToken));
        }

        var choice = CheckpointRule.Choose(scores) is var (best, means, rows)
            ? new CheckpointChoice(
                input.Answers[best].Key,
                input.By == CheckpointBy.Judge ? "judge" : "metric",
                input.Answers.Select((answers, i) => (answers.Key, means[i])).ToDictionary(pair => pair.Key, pair => pair.Item2),
                rows
            )
            : CheckpointChoice.Own(input.Training.FineTunedModel!);
        await KeepAsync(input, choice, cancellationToken);
        return choice;
    }

    private async Task<IReadOnlyDictionary<string, double>> ScoresAsync(
        string dataset,
        Func<Sample, double?> measure,
        CancellationToken cancellationToken
    )
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        await foreach (var sample in workspace.ReadAsync(dataset, cancellationToken))
        {
            if (measure(sample) is { } score)
            {
                scores[sample.Id] = score;
            }
        }

        return scores;
    }

    private async Task KeepAsync(CheckpointAnswers input, CheckpointChoice choice, CancellationToken cancellationToken)
    {
        var path = RunPaths.Training(input.RunId, input.Training.Round, input.Training.Student);
        if (await RunBlobs.ReadAsync<TrainingReport>(workspace.Blobs, path, cancellationToken) is { } report)
        {
            await RunBlobs.WriteAsync(workspace.Blobs, path, report with { Choice = choice }, cancellationToken);
        }
    }

    private static double? Judged(Sample sample) => sample.Scores.TryGetValue(JudgeShard.Score, out var score) ? score : null;

    private static Func<Sample, double?> Measure(TaskSpec? task)
    {
        if (task is null || SpecRecipe.AnswerFormat(task) is not { } format)
        {
            return sample => SampleAnswers.ReferenceOf(sample) is { } reference ? Likeness(sample.Answer ?? "", reference) : null;
        }

        var labels = AnswerExtractor.Create(format);
        return sample =>
            Truth(sample) is { } truth
                ? (string.Equals(labels.Extract(sample.Answer).Value, truth, StringComparison.Ordinal) ? 1 : 0)
                : null;

        string? Truth(Sample sample) =>
            task.Gold is { } gold ? SampleAnswers.Gold(sample, gold) : labels.Extract(SampleAnswers.ReferenceOf(sample)).Value;
    }

    // Answers without a word of their own, such as punctuation, have no ROUGE-L.
    private static double Likeness(string answer, string reference) =>
        answer.Trim() == reference.Trim() ? 1 : Rouge.L(answer, reference).F1;
}
