namespace Distill.Core.Augmentation;

/// <summary>What is planned for one class.</summary>
/// <param name="Label">The class; empty for rows without one.</param>
/// <param name="Have">Rows it has.</param>
/// <param name="Want">Rows it is to have, as far as target and ratio allow; at least <paramref name="Have"/>.</param>
/// <param name="Seeds">Rows that are shown to the teacher.</param>
/// <param name="Calls">Calls for new texts.</param>
/// <param name="Expected">New rows to be expected of these calls.</param>
/// <param name="InputTokens">Tokens in, at most, for texts and answers.</param>
/// <param name="OutputTokens">Tokens out, at most.</param>
/// <param name="Cost">Money, at most, by the model's prices.</param>
public sealed record PlannedClass(
    string Label,
    long Have,
    long Want,
    long Seeds,
    long Calls,
    long Expected,
    long InputTokens,
    long OutputTokens,
    decimal Cost
)
{
    /// <summary>Rows that are missing.</summary>
    public long Missing => Want - Have;
}
