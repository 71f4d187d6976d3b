using Distill.Core.Evaluation.Measuring;
using Distill.Core.Inference;
using Distill.Core.Judging.Asking;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;

namespace Distill.Activities.Evaluating;

/// <summary>Reads what judges said from the datasets that their fan-outs made.</summary>
internal sealed class StoredVerdicts(RunWorkspace workspace)
{
    /// <summary>Each judge's verdicts.</summary>
    /// <param name="judges">The judges.</param>
    /// <param name="dataset">The dataset of a judge's verdicts; null when none was asked for anything.</param>
    /// <param name="usage">What was used, by <c>model/stage</c>.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<JudgeVerdicts>> ReadAsync(
        IReadOnlyList<JudgeSpec> judges,
        Func<string, string>? dataset,
        IReadOnlyDictionary<string, InferenceUsage> usage,
        CancellationToken cancellationToken
    )
    {
        var verdicts = new List<JudgeVerdicts>();
        foreach (var name in judges.Select(judge => judge.Model))
        {
            verdicts.Add(
                new JudgeVerdicts
                {
                    Judge = name,
                    Model = workspace.GetModel(name).Model,
                    Answers = dataset is null
                        ? new Dictionary<string, JudgedAnswer>()
                        : await AnswersAsync(dataset(name), cancellationToken),
                    Usage = usage.GetValueOrDefault($"{name}/{RunStages.Judge}") ?? new InferenceUsage(),
                }
            );
        }

        return verdicts;
    }

    private async Task<IReadOnlyDictionary<string, JudgedAnswer>> AnswersAsync(string dataset, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, JudgedAnswer>(StringComparer.Ordinal);
        await foreach (var sample in workspace.ReadAsync(dataset, cancellationToken))
        {
            answers[sample.Id] = EvaluationSample.VerdictOf(sample)!;
        }

        return answers;
    }
}
