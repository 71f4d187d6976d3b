using Distill.Core.Evaluation.Text;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Turning;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Turning;

/// <summary>Chooses the model whose answers to the validation rows are most like the approved ones (mean ROUGE-L); of equal ones the last.</summary>
public sealed class ChooseCheckpoint(RunWorkspace workspace)
{
    /// <summary>The activity. It only reads.</summary>
    [Function(ActivityNames.ChooseCheckpoint)]
    public Task<CheckpointChoice> RunAsync([ActivityTrigger] CheckpointAnswers input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.ChooseCheckpoint, input.RunId, () => ExecuteAsync(input, cancellationToken), input.Round);

    private async Task<CheckpointChoice> ExecuteAsync(CheckpointAnswers input, CancellationToken cancellationToken)
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (model, dataset) in input.Answers)
        {
            scores[model] = await ScoreAsync(dataset, cancellationToken);
        }

        var best = scores.Values.Max();
        return new CheckpointChoice(input.Answers.Last(answers => scores[answers.Key] >= best).Key, scores);
    }

    private async Task<double> ScoreAsync(string dataset, CancellationToken cancellationToken) =>
        await workspace
            .ReadAsync(dataset, cancellationToken)
            .Select(sample => Likeness(sample.Answer ?? "", SampleAnswers.ReferenceOf(sample) ?? ""))
            .DefaultIfEmpty()
            .AverageAsync(cancellationToken);

    // Answers without a word of their own, such as punctuation, have no ROUGE-L.
    private static double Likeness(string answer, string reference) =>
        answer.Trim() == reference.Trim() ? 1 : Rouge.L(answer, reference).F1;
}
