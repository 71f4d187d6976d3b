namespace Distill.Core.Runs.Specs;

/// <summary>What an answer is and how it is judged right.</summary>
public sealed record TaskSpec
{
    /// <summary><c>label</c> (an answer names one of a few classes) or <c>text</c> (scored by the judge).</summary>
    public required string Kind { get; init; }

    /// <summary>How the label is read from an answer.</summary>
    public ExtractSpec Extract { get; init; } = new();

    /// <summary>The classes; empty accepts every label.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Name of the sample label that holds the truth; null takes the teacher's answers as the reference.</summary>
    public string? Gold { get; init; }

    /// <summary>True for a label task.</summary>
    public bool IsLabel => Kind == "label";
}
