namespace Distill.Core.Inference;

/// <summary>A model's answer to a call, as the journal keeps it.</summary>
/// <param name="Key">The call's identity, hexadecimal.</param>
/// <param name="Content">The text.</param>
/// <param name="FinishReason"><c>stop</c>, <c>length</c>, …</param>
/// <param name="InputTokens">Tokens the provider counted in.</param>
/// <param name="OutputTokens">Tokens the provider counted out.</param>
/// <param name="LatencyMs">From sending to the last byte of the successful attempt, in milliseconds.</param>
/// <param name="Model">The model that the provider says has answered.</param>
public sealed record ChatAnswer(
    string Key,
    string Content,
    string FinishReason,
    int InputTokens,
    int OutputTokens,
    double LatencyMs,
    string Model
);
