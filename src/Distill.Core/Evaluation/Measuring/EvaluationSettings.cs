using Distill.Core.Evaluation.Checks;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Calibration;
using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>How an evaluation measures and decides. Immutable.</summary>
public sealed record EvaluationSettings
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What is measured.</summary>
    public required EvaluationMode Mode { get; init; }

    /// <summary>The candidate.</summary>
    public required MeasuredModel Candidate { get; init; }

    /// <summary>What it is compared with; null when it is only measured.</summary>
    public MeasuredModel? Baseline { get; init; }

    /// <summary>Id and version, or file, of the evaluation set.</summary>
    public required string EvaluationSet { get; init; }

    /// <summary>How judges are asked; null in modes without a judge.</summary>
    public JudgeInstruction? Instruction { get; init; }

    /// <summary>How a label is read from an answer, in the mode that measures labels.</summary>
    public AnswerFormat Format { get; init; } = new();

    /// <summary>The programs, in the mode that checks.</summary>
    public IReadOnlyList<AnswerCheck> Checks { get; init; } = [];

    /// <summary>How the two orders of a comparison become one outcome.</summary>
    public OrderCombination Combination { get; init; }

    /// <summary>When a judge is trusted.</summary>
    public CalibrationOptions Calibration { get; init; } = new();

    /// <summary>The decision rule; null decides nothing.</summary>
    public GateRule? Gate { get; init; }

    /// <summary>What the decision is about; null when there is none, or when it is for people only.</summary>
    public GateSubject? Subject { get; init; }

    /// <summary>Most side-by-side examples in the report. Default 20.</summary>
    public int Examples { get; init; } = 20;

    /// <summary>Models of the evaluation that Distill's emulator answers for.</summary>
    public IReadOnlyList<string> Emulated { get; init; } = [];
}
