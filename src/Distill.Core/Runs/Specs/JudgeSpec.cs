using Distill.Core.Inference;

namespace Distill.Core.Runs.Specs;

/// <summary>The model that scores answers.</summary>
public sealed record JudgeSpec
{
    /// <summary>Name of a configured model.</summary>
    public required string Model { get; init; }

    /// <summary>What is asked besides the messages.</summary>
    public ChatParameters Parameters { get; init; } = new();

    /// <summary>False leaves the cross-run response cache alone. Default true.</summary>
    public bool Cache { get; init; } = true;
}
