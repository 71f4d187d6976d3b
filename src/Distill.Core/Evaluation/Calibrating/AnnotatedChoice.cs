using Distill.Core.Evaluation.Measuring;

namespace Distill.Core.Evaluation.Calibrating;

/// <summary>A person's choice between two answers to the same question, as a judge can be asked about it. Made by <see cref="AnnotatedChoices"/>.</summary>
public sealed record AnnotatedChoice
{
    /// <summary>Question and both answers; its id is the annotation task's. Which answer stands for the candidate is drawn from that id.</summary>
    public required EvaluationItem Item { get; init; }

    /// <summary>What the person said of the candidate: <c>good</c> or <c>bad</c>.</summary>
    public required string Label { get; init; }

    /// <summary>What the decision was: <c>approve</c> or <c>rewrite</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Those who decided, in the order of their decisions.</summary>
    public required IReadOnlyList<string> Annotators { get; init; }

    /// <summary>Version of the guidelines that the decision was taken under.</summary>
    public int Guidelines { get; init; }

    /// <summary>Id of the logged request, or null: whoever is forgotten is found by it.</summary>
    public string? Asid { get; init; }

    /// <summary>Hash of the user, or null.</summary>
    public string? User { get; init; }
}
