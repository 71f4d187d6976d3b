using Distill.Core.Training;

namespace Distill.Core.Reporting.Turns;

/// <summary>A stage of training of a turn.</summary>
/// <param name="Method"><c>sft</c> or <c>dpo</c>.</param>
/// <param name="Rows">Rows, or pairs, that it learned from.</param>
/// <param name="From">The model that was trained.</param>
/// <param name="Model">The model that it ended with; null when it was left out, or failed.</param>
/// <param name="Choice">How it was chosen; null when there was nothing to choose.</param>
/// <param name="Cost">Money paid.</param>
/// <param name="Note">Why there is no model; null when there is one.</param>
public sealed record TurnTraining(
    string Method,
    long Rows,
    string From,
    string? Model,
    CheckpointChoice? Choice,
    decimal Cost,
    string? Note
);
