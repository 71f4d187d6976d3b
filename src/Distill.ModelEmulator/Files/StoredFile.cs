using System.Text.Json.Serialization;

namespace Distill.ModelEmulator.Files;

/// <summary>The file object of the API.</summary>
internal sealed record StoredFile
{
    /// <summary><c>file-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Kind of object.</summary>
    public string Object { get; init; } = "file";

    /// <summary>Length.</summary>
    public required long Bytes { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Name given by the client; never used as a path.</summary>
    public required string Filename { get; init; }

    /// <summary>What it is for.</summary>
    public required string Purpose { get; init; }

    /// <summary>Always processed: content is checked when it is used.</summary>
    public string Status { get; init; } = "processed";

    /// <summary>Order of creation within one second; not part of the API.</summary>
    [JsonPropertyName("x_sequence")]
    public long Sequence { get; init; }
}
