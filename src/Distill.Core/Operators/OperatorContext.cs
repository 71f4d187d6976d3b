using Distill.Core.Evaluation;
using Distill.Core.Pipelines;

namespace Distill.Core.Operators;

/// <summary>What operators may know of the task beside their own parameters.</summary>
public sealed record OperatorContext
{
    /// <summary>How a value is read from an answer; null when the task has no value.</summary>
    public AnswerFormat? AnswerFormat { get; init; }

    /// <summary>Where deduplicators put what exceeds their memory; null keeps everything in memory.</summary>
    public IScratchSpace? Scratch { get; init; }
}
