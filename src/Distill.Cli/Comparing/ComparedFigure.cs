using Distill.Core.Statistics;

namespace Distill.Cli.Comparing;

/// <summary>A figure of two reports with the difference between them.</summary>
/// <param name="Name">The figure.</param>
/// <param name="Left">The first report's; null where it has none.</param>
/// <param name="Right">The second report's.</param>
/// <param name="Difference">Second less first with its 95% interval; null where one is missing or has no interval.</param>
/// <param name="Samples">Samples that the difference is of, when it is paired; else null.</param>
/// <param name="Test">The statistics that it rests on, by name; null without an interval.</param>
/// <param name="MidP">Two-sided mid-p value of no difference; null where nothing is paired.</param>
internal sealed record ComparedFigure(
    string Name,
    ReportFigure? Left,
    ReportFigure? Right,
    Estimate? Difference,
    long? Samples,
    string? Test,
    double? MidP
)
{
    /// <summary>The difference without an interval; null where a figure is missing.</summary>
    public double? Change => Difference?.Value ?? (Right?.Value - Left?.Value);

    /// <summary>True where the interval of the difference leaves 0 out.</summary>
    public bool IsShown => Difference is { } difference && (difference.Low > 0 || difference.High < 0);
}
