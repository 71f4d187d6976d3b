using Distill.Core.Evaluation;

namespace Distill.Core.Operators;

/// <summary>What operators may know of the task beside their own parameters.</summary>
public sealed record OperatorContext
{
    /// <summary>How a value is read from an answer; null when the task has no value.</summary>
    public AnswerFormat? AnswerFormat { get; init; }
}
