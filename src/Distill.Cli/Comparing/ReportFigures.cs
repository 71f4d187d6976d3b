using Distill.Core.Evaluation.Comparing;

namespace Distill.Cli.Comparing;

/// <summary>The figures of a report, by name.</summary>
/// <param name="Name">The run or the file.</param>
/// <param name="Figures">The figures.</param>
internal sealed record ReportFigures(string Name, IReadOnlyDictionary<string, ReportFigure> Figures)
{
    /// <summary>What the run's candidate was compared with; null without.</summary>
    public string? Against { get; init; }

    /// <summary>What was measured of each sample, by id; null where it is not kept.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyDictionary<string, SampleFigures>? Samples { get; init; }
}
