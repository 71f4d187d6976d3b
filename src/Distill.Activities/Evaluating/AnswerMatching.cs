using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Instructions;
using Distill.Core.Judging.Asking;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Samples;

namespace Distill.Activities.Evaluating;

/// <summary>Makes an item of a sample of the set and the answers to it.</summary>
internal sealed class AnswerMatching
{
    private readonly EvaluationSpec _spec;
    private readonly AnswerSide _candidate;
    private readonly AnswerSide? _baseline;
    private readonly JudgeInstruction? _instruction;
    private readonly AnswerExtractor? _extractor;
    private readonly SliceField[] _slices;

    public AnswerMatching(EvaluationSpec spec, AnswerSide candidate, AnswerSide? baseline)
    {
        _spec = spec;
        _candidate = candidate;
        _baseline = baseline;
        _instruction = EvaluationPlans.Instruction(spec);
        _extractor = spec.Task is { } task ? AnswerExtractor.Create(task.ToFormat()) : null;
        _slices = [.. spec.Slices.Select(SliceField.Parse)];
    }

    /// <summary>The item, or why there is none.</summary>
    public (EvaluationItem? Item, string? Missing) Of(Sample sample)
    {
        IReadOnlyList<Instruction> instructions;
        try
        {
            instructions = _spec.Mode == EvaluationMode.Checks ? InstructionFields.Read(sample) : [];
        }
        catch (InvalidSettingException)
        {
            return (null, "bad_instructions");
        }

        var item = new EvaluationItem
        {
            Id = sample.Id,
            Prompt = sample.Prompt,
            Candidate = _candidate.Find(sample.Id) ?? "",
            Baseline = _baseline?.Find(sample.Id),
            Reference = ReferenceOf(sample),
            Expected = ExpectedOf(sample),
            Instructions = instructions,
            Slices = SliceField.Of(sample, _slices),
        };
        var missing =
            _candidate.Find(sample.Id) is null ? "no_candidate_answer"
            : _baseline is not null && item.Baseline is null ? "no_baseline_answer"
            : _spec.Mode == EvaluationMode.Labels && item.Expected is null ? "no_expected_label"
            : (_spec.Mode == EvaluationMode.Texts || _instruction?.NeedsReference == true) && item.Reference is null ? "no_reference"
            : null;
        return missing is null ? (item, null) : (null, missing);
    }

    private string? ReferenceOf(Sample sample) =>
        _spec.Reference switch
        {
            "none" => null,
            "answer" => sample.Answer,
            _ => SampleAnswers.ReferenceOf(sample),
        };

    private string? ExpectedOf(Sample sample) =>
        _spec.Task is not { } task ? null
        : task.Gold is { } gold ? SampleAnswers.Gold(sample, gold)
        : _extractor!.Extract(ReferenceOf(sample)).Value;
}
