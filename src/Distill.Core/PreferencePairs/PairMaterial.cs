using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.PreferencePairs;

/// <summary>What may become a preference pair.</summary>
public sealed record PairMaterial
{
    /// <summary>Id of the row.</summary>
    public required string Id { get; init; }

    /// <summary>The turns before the answer.</summary>
    public required IReadOnlyList<Message> Prompt { get; init; }

    /// <summary>The better answer.</summary>
    public required string Chosen { get; init; }

    /// <summary>The worse answer.</summary>
    public required string Rejected { get; init; }

    /// <summary>The model version that gave the worse answer; null when unknown.</summary>
    public string? RejectedVersion { get; init; }

    /// <summary>What the user thought of the worse answer: 1 liked, -1 disliked, 0 or null said nothing.</summary>
    public int? RejectedThumb { get; init; }

    /// <summary>Goes into the row.</summary>
    public JsonObject? Meta { get; init; }

    /// <summary>The preference sample.</summary>
    public Sample ToSample() =>
        new()
        {
            Id = Id,
            Messages = Prompt,
            Chosen = [Message.Assistant(Chosen)],
            Rejected = [Message.Assistant(Rejected)],
            Meta = Meta,
        };
}
