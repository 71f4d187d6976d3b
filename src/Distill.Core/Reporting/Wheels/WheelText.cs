namespace Distill.Core.Reporting.Wheels;

/// <summary>Sentences that the renderings of a wheel's report share.</summary>
public static class WheelText
{
    /// <summary>Whether, and how far, the like rate has moved from the first to the last traffic.</summary>
    public static string Change(WheelReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Traffic is not [var first, .., var last])
        {
            return "There is no traffic to compare yet.";
        }

        var difference = Statistics.TwoProportions.Difference(last.Liked, last.Answers, first.Liked, first.Answers);
        var change = difference switch
        {
            { Low: > 0 } => "has risen",
            { High: < 0 } => "has fallen",
            _ => "has not moved beyond chance",
        };
        return ReportFormat.Text(
            $"The like rate {change}: from {first.LikeRate.Value * 100:0.0}% to {last.LikeRate.Value * 100:0.0}%, a difference of {difference.Value * 100:0.0} points (95%: {difference.Low * 100:0.0} to {difference.High * 100:0.0})."
        );
    }

    /// <summary>Which traffic it is: before the first turn, or after one.</summary>
    public static string Place(int index) => index == 0 ? "before" : ReportFormat.Text($"after turn {index}");

    /// <summary>The like rate with its interval.</summary>
    public static string Rate(LikedTraffic traffic)
    {
        ArgumentNullException.ThrowIfNull(traffic);
        var rate = traffic.LikeRate;
        return ReportFormat.Text($"{rate.Value * 100:0.0}% ({rate.Low * 100:0}–{rate.High * 100:0})");
    }
}
