using System.Text.Json.Nodes;
using Distill.Core.Samples.Json;

namespace Distill.Core.Samples;

/// <summary>The canonical sample: one conversation with what is known about it. One JSON object a line on disk.</summary>
/// <remarks>
/// Treat as immutable; <see cref="Feedback"/> and <see cref="Meta"/> are shared, clone a node before changing it. What was read from a line is kept as its
/// bytes: the trees are made when they are first asked for, so leave them alone where <see cref="MetaText"/> will do.
/// </remarks>
public sealed record Sample
{
    internal static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();
    internal static readonly IReadOnlyDictionary<string, double> NoScores = new Dictionary<string, double>();

    private readonly JsonPart? _feedback;
    private readonly JsonPart? _meta;

    /// <summary>A sample of nothing yet.</summary>
    public Sample() { }

    internal Sample(JsonPart? feedback, JsonPart? meta)
    {
        _feedback = feedback;
        _meta = meta;
    }

    /// <summary>Unique within a dataset; non-empty.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation, oldest turn first. In a preference sample it ends before the answer.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>The preferred continuation of a preference sample.</summary>
    public IReadOnlyList<Message>? Chosen { get; init; }

    /// <summary>The rejected continuation of a preference sample.</summary>
    public IReadOnlyList<Message>? Rejected { get; init; }

    /// <summary>Labels by name, for example the gold class of a label task.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = NoLabels;

    /// <summary>Scores by name, for example <c>judge.helpfulness</c>.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = NoScores;

    /// <summary>What users did with the answer (thumb, stop, copy …).</summary>
    public JsonObject? Feedback
    {
        get => _feedback?.Node;
        init => _feedback = JsonPart.Of(value);
    }

    /// <summary>Everything else, among it <c>asid</c>, <c>time</c>, <c>model</c>, <c>usage</c> and unknown input fields.</summary>
    public JsonObject? Meta
    {
        get => _meta?.Node;
        init => _meta = JsonPart.Of(value);
    }

    internal JsonPart? FeedbackPart => _feedback;

    internal JsonPart? MetaPart
    {
        get => _meta;
        init => _meta = value;
    }

    /// <summary>The last assistant turn, or null when the conversation ends with another role.</summary>
    public string? Answer => Messages is [.., { Role: "assistant" } last] ? last.Content : null;

    /// <summary>The turns that a model is asked with: all but a closing assistant turn.</summary>
    public IReadOnlyList<Message> Prompt => Answer is null ? Messages : [.. Messages.Take(Messages.Count - 1)];

    /// <summary>The text of a field of <see cref="Meta"/>, without making its tree; null when there is none or it is no text.</summary>
    public string? MetaText(string name) => _meta?.Text(name);

    /// <summary>This sample with its closing assistant turn set (replaced or appended).</summary>
    public Sample WithAnswer(string content) => this with { Messages = [.. Prompt, Message.Assistant(content)] };
}
