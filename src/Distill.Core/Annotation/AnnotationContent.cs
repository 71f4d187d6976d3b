using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Annotation;

/// <summary>What an annotator reads: the conversation and the candidates. Stores keep it apart from the task's state, because it is large and changes once.</summary>
public sealed record AnnotationContent
{
    /// <summary>Nothing: the content of a task that was listed without it.</summary>
    public static AnnotationContent None { get; } = new();

    /// <summary>The turns before the answer, oldest first.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];

    /// <summary>The candidates: drafts by the judge's score, best first, then the online reply and the user's edit.</summary>
    public IReadOnlyList<AnnotationCandidate> Candidates { get; init; } = [];

    /// <summary>What the user did with the online reply (<c>thumb</c>, <c>stop</c> …), or null.</summary>
    public JsonObject? Feedback { get; init; }

    /// <summary>What else is known of the sample (<c>asid</c>, <c>time</c>, <c>model</c>, <c>version</c> …), carried into the datasets.</summary>
    public JsonObject? Meta { get; init; }
}
