using Distill.Core.Reporting;

namespace Distill.Activities.Measuring;

/// <summary>Chooses test samples to show side by side: what the best student got wrong first, then what it got right.</summary>
internal static class ExampleChoice
{
    private const int Worst = 15;
    private const int Other = 5;

    /// <summary>The examples.</summary>
    /// <param name="comparison">The test set.</param>
    /// <param name="models">Names and answers in the comparison's order; the last is the best student.</param>
    /// <param name="byLabel">True for a label task.</param>
    public static IReadOnlyList<ReportExample> Of(
        Comparison comparison,
        IReadOnlyList<(string Name, ModelAnswers Answers)> models,
        bool byLabel
    )
    {
        var best = models[^1].Answers;
        var ranked = comparison
            .Test.OrderBy(sample => Goodness(best, sample, byLabel))
            .ThenBy(sample => sample.Id, StringComparer.Ordinal)
            .ToList();
        var worst = ranked.TakeWhile(sample => IsBad(best, sample, byLabel)).Take(Worst).ToList();
        var others = ranked.AsEnumerable().Reverse().Where(sample => !IsBad(best, sample, byLabel)).Take(Other);
        return
        [
            .. worst.Select(sample => Example(sample, models, byLabel, true)),
            .. others.Select(sample => Example(sample, models, byLabel, false)),
        ];
    }

    private static double Goodness(ModelAnswers answers, TestSample sample, bool byLabel) =>
        byLabel ? (answers.Find(sample.Id)?.Value == sample.Expected ? 1 : 0) : answers.ScoreOf(sample.Id) ?? 0;

    private static bool IsBad(ModelAnswers answers, TestSample sample, bool byLabel) =>
        Goodness(answers, sample, byLabel) < (byLabel ? 1 : 3);

    private static ReportExample Example(
        TestSample sample,
        IReadOnlyList<(string Name, ModelAnswers Answers)> models,
        bool byLabel,
        bool worst
    ) =>
        new()
        {
            Id = sample.Id,
            Prompt = sample.Prompt,
            Expected = sample.Expected,
            Worst = worst,
            Answers = [.. models.Select(model => Answer(model.Name, model.Answers, sample, byLabel))],
        };

    private static ExampleAnswer Answer(string name, ModelAnswers answers, TestSample sample, bool byLabel)
    {
        var given = answers.Find(sample.Id);
        bool? right = byLabel ? given?.Value == sample.Expected : null;
        return new ExampleAnswer(name, given?.Text ?? "", byLabel ? given?.Value : null, right, answers.ScoreOf(sample.Id));
    }
}
