using Distill.Core.Instructions;
using Distill.Core.Judging.Asking;
using Distill.Core.Samples;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>One sample of an evaluation with the answers that are measured.</summary>
public sealed record EvaluationItem
{
    /// <summary>The sample's id.</summary>
    public required string Id { get; init; }

    /// <summary>The turns before the answer.</summary>
    public required IReadOnlyList<Message> Prompt { get; init; }

    /// <summary>The candidate's answer; empty when it gave none.</summary>
    public required string Candidate { get; init; }

    /// <summary>The answer it is compared with; null when nothing is compared.</summary>
    public string? Baseline { get; init; }

    /// <summary>The reference answer, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>The expected label, or null.</summary>
    public string? Expected { get; init; }

    /// <summary>Instructions that a program can verify, where the sample lists them; empty when they are to be found in the prompt.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];

    /// <summary>The slices it belongs to, each once.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];

    /// <summary>What a judge is shown of it.</summary>
    public JudgeItem ToJudgeItem() =>
        new()
        {
            Id = Id,
            Prompt = Prompt,
            Candidate = Candidate,
            Baseline = Baseline,
            Reference = Reference,
        };
}
