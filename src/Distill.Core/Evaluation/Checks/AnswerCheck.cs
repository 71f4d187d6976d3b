using Distill.Core.Evaluation.Measuring;
using Distill.Core.Instructions;

namespace Distill.Core.Evaluation.Checks;

/// <summary>A program that tells whether an answer keeps what was asked for. Immutable and thread-safe.</summary>
/// <param name="Name">Its name in specs and reports.</param>
/// <param name="Check">The result for an answer to an item; null where the item asks for nothing that this check knows. It never throws on an answer.</param>
public sealed record AnswerCheck(string Name, Func<EvaluationItem, string, CheckResult?> Check);
