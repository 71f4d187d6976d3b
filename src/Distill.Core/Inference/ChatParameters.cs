namespace Distill.Core.Inference;

/// <summary>What is asked of a model besides the messages. Part of a call's identity.</summary>
public sealed record ChatParameters
{
    /// <summary>Sampling temperature, 0 to 2; null leaves the provider's default.</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling, 0 to 1; null leaves the provider's default.</summary>
    public double? TopP { get; init; }

    /// <summary>Most output tokens; null leaves the provider's default.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Seed; null leaves the provider's default.</summary>
    public long? Seed { get; init; }

    /// <summary><c>text</c>, <c>json_object</c>, or null for the provider's default.</summary>
    public string? ResponseFormat { get; init; }
}
