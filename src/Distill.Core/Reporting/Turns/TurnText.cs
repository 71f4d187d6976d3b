namespace Distill.Core.Reporting.Turns;

/// <summary>Sentences that the renderings of a turn's report share.</summary>
internal static class TurnText
{
    /// <summary>Which wheel, which models, which traffic.</summary>
    public static string Place(TurnReport report)
    {
        var challenger = report.Challenger is { } other ? $", challenged by {other}" : "";
        var window = report.Window is { } traffic ? $"{ReportFormat.Time(traffic.From)} to {ReportFormat.Time(traffic.To)}" : "no window";
        return $"Wheel {report.Wheel} · {report.Alias}: {report.Online}{challenger} · {window}";
    }
}
