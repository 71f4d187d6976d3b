namespace Distill.Core.Reporting.Turns;

/// <summary>A stage of training of a turn.</summary>
/// <param name="Method"><c>sft</c> or <c>dpo</c>.</param>
/// <param name="Rows">Rows, or pairs, that it learned from.</param>
/// <param name="From">The model that was trained.</param>
/// <param name="Model">The model that it ended with; null when it was left out, or failed.</param>
/// <param name="Scores">Likeness to the references on the validation rows by model, 0 to 1.</param>
/// <param name="Cost">Money paid.</param>
/// <param name="Note">Why there is no model; null when there is one.</param>
public sealed record TurnTraining(
    string Method,
    long Rows,
    string From,
    string? Model,
    IReadOnlyDictionary<string, double> Scores,
    decimal Cost,
    string? Note
);
