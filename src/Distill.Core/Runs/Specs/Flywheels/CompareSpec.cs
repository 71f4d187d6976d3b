using Distill.Core.Evaluation.Measuring;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Inference;
using Distill.Core.Runs.Specs.Evaluations;

namespace Distill.Core.Runs.Specs.Flywheels;

/// <summary>How challenger and online model are compared.</summary>
public sealed record CompareSpec
{
    /// <summary>What the answers are measured by. Default pairwise.</summary>
    public EvaluationMode Mode { get; init; } = EvaluationMode.Pairwise;

    /// <summary>Share of the prompts that is kept for the comparison and never trained on, 0.05 to 0.9. Default 0.3.</summary>
    public double Holdout { get; init; } = 0.3;

    /// <summary>Share of the prompts that checkpoints are chosen on, 0 to 0.5. Default 0.1; 0 takes each training's own choice.</summary>
    public double Validation { get; init; } = 0.1;

    /// <summary>Most samples of each slice. Default 500.</summary>
    public int Most { get; init; } = 500;

    /// <summary>What disliked replies are compared with when the user gave no better text: <c>teacher</c> (default) or <c>none</c>.</summary>
    public string References { get; init; } = TeacherReferences;

    /// <summary>What both models are asked besides the messages.</summary>
    public ChatParameters Parameters { get; init; } = new();

    /// <summary>Similarity of prompts from which they count as near-duplicates, 0.5 to 1. Default 0.8.</summary>
    public double LeakThreshold { get; init; } = 0.8;

    /// <summary>Decisions of annotation that the judge is held against; of the wheel's own project when it names none. Null is no calibration.</summary>
    public CalibrationSpec? Calibration { get; init; }

    /// <summary>The value of <see cref="References"/> that asks the teacher.</summary>
    public const string TeacherReferences = "teacher";

    /// <summary>Who gets which prompt.</summary>
    public PromptParts ToParts() => new(Holdout, Validation);
}
