namespace Distill.Core.Formats.Writing;

/// <summary>How samples are written.</summary>
public sealed record ExportOptions
{
    /// <summary>One of <see cref="ExportFormats"/>. Default <c>canonical</c>.</summary>
    public string Format { get; init; } = ExportFormats.Canonical;

    /// <summary>Model, or deployment, that the requests of a batch name. Needed for <c>openai-batch-input</c>, unused by others.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// Whether records are the elements of one JSON array instead of one a line. Null: an array for ShareGPT and Alpaca, lines for others. CSV knows no array.
    /// </summary>
    public bool? AsArray { get; init; }
}
