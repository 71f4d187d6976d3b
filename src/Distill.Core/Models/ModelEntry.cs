namespace Distill.Core.Models;

/// <summary>A named model of the configuration.</summary>
public sealed record ModelEntry
{
    /// <summary>The name that specs use.</summary>
    public required string Name { get; init; }

    /// <summary>Base address of the OpenAI-compatible API, for example <c>http://127.0.0.1:8080/v1</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The provider's model name.</summary>
    public required string Model { get; init; }

    /// <summary>Name of the environment variable that holds the key; null when the endpoint asks for none.</summary>
    public string? ApiKeyVariable { get; init; }

    /// <summary>Requests a minute the provider allows; null is unlimited.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Tokens a minute the provider allows; null is unlimited.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>Most requests in flight. Default 64, 1 to 4096.</summary>
    public int MaxConcurrency { get; init; } = 64;

    /// <summary>Money for a million input tokens. Default 0.</summary>
    public decimal InputPrice { get; init; }

    /// <summary>Money for a million output tokens. Default 0.</summary>
    public decimal OutputPrice { get; init; }

    /// <summary>Money for a million trained tokens (tokens of the training file times epochs). Default 0.</summary>
    public decimal TrainingPrice { get; init; }

    /// <summary>Context length in tokens; null is unknown.</summary>
    public int? ContextLength { get; init; }

    /// <summary>Longest wait for one answer, in seconds. Default 120.</summary>
    public double TimeoutSeconds { get; init; } = 120;

    /// <summary>True for the model emulator: reports must say so.</summary>
    public bool Emulated { get; init; }

    /// <summary>Money for this many tokens, by <see cref="InputPrice"/> and <see cref="OutputPrice"/>; exact, not rounded.</summary>
    public decimal CostOf(long inputTokens, long outputTokens) => ((inputTokens * InputPrice) + (outputTokens * OutputPrice)) / 1_000_000m;

    /// <summary>Money for this many trained tokens, by <see cref="TrainingPrice"/>; exact, not rounded.</summary>
    public decimal TrainingCostOf(long trainedTokens) => trainedTokens * TrainingPrice / 1_000_000m;
}
