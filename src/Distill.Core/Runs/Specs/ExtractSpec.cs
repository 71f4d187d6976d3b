namespace Distill.Core.Runs.Specs;

/// <summary>How a label is read from an answer.</summary>
public sealed record ExtractSpec
{
    /// <summary><c>exact</c>, <c>json</c>, <c>regex</c> or <c>label</c>. Default <c>exact</c>.</summary>
    public string Kind { get; init; } = "exact";

    /// <summary>Property path for <c>json</c>.</summary>
    public string? Path { get; init; }

    /// <summary>Regular expression with one group for <c>regex</c>.</summary>
    public string? Pattern { get; init; }
}
