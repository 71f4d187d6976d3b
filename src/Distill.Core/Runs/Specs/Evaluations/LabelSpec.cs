using Distill.Core.Evaluation;

namespace Distill.Core.Runs.Specs.Evaluations;

/// <summary>How a label is read from an answer, and which is expected.</summary>
public sealed record LabelSpec
{
    /// <summary>How it is read.</summary>
    public ExtractSpec Extract { get; init; } = new();

    /// <summary>The classes; empty accepts every label.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Name of the label that holds the truth; null takes what the reference names.</summary>
    public string? Gold { get; init; }

    /// <summary>The same in terms of the extractors.</summary>
    public AnswerFormat ToFormat() =>
        new()
        {
            Kind = Extract.Kind,
            Field = Extract.Path,
            Pattern = Extract.Pattern,
            Labels = Labels,
        };
}
