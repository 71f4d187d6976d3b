using Distill.Core.Inference;

namespace Distill.Core.Runs.Specs;

/// <summary>The model to learn from.</summary>
public sealed record TeacherSpec
{
    /// <summary>Name of a configured model.</summary>
    public required string Model { get; init; }

    /// <summary>What is asked besides the messages.</summary>
    public ChatParameters Parameters { get; init; } = new();

    /// <summary>False leaves the cross-run response cache alone. Default true.</summary>
    public bool Cache { get; init; } = true;

    /// <summary>Prompts that the teacher answers in a round, at least 10; null is all of them in the first round.</summary>
    public int? PromptsPerRound { get; init; }
}
