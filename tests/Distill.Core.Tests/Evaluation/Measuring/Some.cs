using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Evaluation.Measuring;

/// <summary>Evaluations to begin with.</summary>
internal static class Some
{
    public static EvaluationItem Item(int index, string candidate = "ours", string? baseline = "theirs", string? slice = null) =>
        new()
        {
            Id = $"q{index}",
            Prompt = [Message.User($"Question {index}?")],
            Candidate = candidate,
            Baseline = baseline,
            Slices = slice is null ? [] : [slice],
        };

    public static EvaluationSettings Settings(EvaluationMode mode, bool compared = true) =>
        new()
        {
            Name = "check",
            Mode = mode,
            Candidate = new MeasuredModel { Name = "new", Model = "qwen-new" },
            Baseline = compared ? new MeasuredModel { Name = "old", Model = "gpt-old" } : null,
            EvaluationSet = "set v1",
            Instruction = mode switch
            {
                EvaluationMode.Pairwise => new JudgeInstruction(JudgeMode.Pairwise),
                EvaluationMode.Rubric => new JudgeInstruction(JudgeMode.Rubric, new Rubric([RubricDimension.Logic, RubricDimension.Style])),
                _ => null,
            },
        };

    /// <summary>A judge with a verdict for each item: its places in order AB and BA.</summary>
    public static JudgeVerdicts Pairs(string judge, IEnumerable<(string Id, PairPreference? Ab, PairPreference? Ba)> verdicts) =>
        new()
        {
            Judge = judge,
            Model = judge,
            Answers = verdicts.ToDictionary(
                verdict => verdict.Id,
                verdict => new JudgedAnswer
                {
                    Id = verdict.Id,
                    CandidateFirst = Verdict(verdict.Ab),
                    BaselineFirst = Verdict(verdict.Ba),
                }
            ),
        };

    /// <summary>A judge that says the same of every item: a, then b in the other order, and so on.</summary>
    public static JudgeVerdicts Pairs(string judge, IEnumerable<EvaluationItem> items, PairPreference? ab, PairPreference? ba) =>
        Pairs(judge, items.Select(item => (item.Id, ab, ba)));

    public static RubricVerdict Scores(int logic, int style) =>
        new(new Dictionary<string, int> { ["logic"] = logic, ["style"] = style }, (logic + style) / 2.0, "r", null);

    private static PairVerdict Verdict(PairPreference? preference) => new(preference, "r", preference is null ? "no_verdict" : null);
}
