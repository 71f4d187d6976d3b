namespace Distill.Core.Planning;

/// <summary>What a stage will ask of one model, over all rounds.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Model">The model's name in the configuration.</param>
/// <param name="Calls">Calls; of a training none.</param>
/// <param name="InputTokens">Tokens read; of a training, tokens trained.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="Cost">Money, without cache hits.</param>
/// <param name="Seconds">Seconds that the model is at work.</param>
public sealed record PlannedUse(
    string Stage,
    string Model,
    long Calls,
    double InputTokens,
    double OutputTokens,
    decimal Cost,
    double Seconds
)
{
    /// <summary>Both together, one after the other.</summary>
    public static PlannedUse operator +(PlannedUse left, PlannedUse right) =>
        left with
        {
            Calls = left.Calls + right.Calls,
            InputTokens = left.InputTokens + right.InputTokens,
            OutputTokens = left.OutputTokens + right.OutputTokens,
            Cost = left.Cost + right.Cost,
            Seconds = left.Seconds + right.Seconds,
        };
}
