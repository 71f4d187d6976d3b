namespace Distill.Core.Reporting;

/// <summary>A test sample with the models' answers side by side.</summary>
public sealed record ReportExample
{
    /// <summary>The sample's id.</summary>
    public required string Id { get; init; }

    /// <summary>What was asked.</summary>
    public required string Prompt { get; init; }

    /// <summary>The expected value or the reference answer; null when there is none.</summary>
    public string? Expected { get; init; }

    /// <summary>The answers, in the comparison's order of models.</summary>
    public IReadOnlyList<ExampleAnswer> Answers { get; init; } = [];

    /// <summary>True for a case that the best student got wrong or that has its lowest scores.</summary>
    public bool Worst { get; init; }
}
