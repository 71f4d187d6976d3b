using System.Globalization;
using Distill.Core.Evaluation;
using Distill.Core.Statistics;

namespace Distill.Core.Reporting;

/// <summary>Figures as people read them; the same in all renderings. An unknown figure is a dash.</summary>
internal static class ReportFormat
{
    public const string Unknown = "–";

    /// <summary>A quality: a share as a percentage, a judge's score as it is.</summary>
    public static string Quality(Estimate? estimate, string metric) => estimate is null ? Unknown : Quality(estimate.Value, metric);

    public static string Quality(double value, string metric) => IsShare(metric) ? Percent(value) : Text($"{value:0.00}");

    /// <summary>The interval of a quality.</summary>
    public static string Interval(Estimate? estimate, string metric) =>
        estimate is null ? Unknown
        : IsShare(metric) ? Text($"{estimate.Low * 100:0.0}–{estimate.High * 100:0.0}%")
        : Text($"{estimate.Low:0.00}–{estimate.High:0.00}");

    public static string Percent(double? value) => value is { } share ? Text($"{share * 100:0.0}%") : Unknown;

    /// <summary>A ratio that is better large, as a factor: 6.3x.</summary>
    public static string Times(double? value) =>
        value switch
        {
            null => Unknown,
            >= 100 => Text($"{value:#,0}x"),
            _ => Text($"{value:0.0}x"),
        };

    /// <summary>A latency in milliseconds, or in seconds from ten on.</summary>
    public static string Latency(double? milliseconds) =>
        milliseconds switch
        {
            null => Unknown,
            >= 10_000 => Text($"{milliseconds / 1000:0.0} s"),
            >= 100 => Text($"{milliseconds:0} ms"),
            _ => Text($"{milliseconds:0.0} ms"),
        };

    /// <summary>Money with three significant digits below one.</summary>
    public static string Money(decimal? amount, string currency)
    {
        if (amount is not { } value)
        {
            return Unknown;
        }

        var digits = value is > 0 and < 1 ? Math.Clamp(2 - (int)Math.Floor(Math.Log10((double)value)), 2, 8) : 2;
        var figure = value.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return currency.Length == 1 ? currency + figure : $"{figure} {currency}";
    }

    public static string Count(long count) => Text($"{count:#,0}");

    public static string Duration(double seconds) =>
        seconds switch
        {
            < 60 => Text($"{seconds:0.0} s"),
            < 3600 => Text($"{Math.Floor(seconds / 60):0} min {seconds % 60:00} s"),
            _ => Text($"{Math.Floor(seconds / 3600):0} h {Math.Floor(seconds % 3600 / 60):00} min"),
        };

    public static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Role(ModelRole role) =>
        role switch
        {
            ModelRole.Teacher => "teacher",
            ModelRole.StudentBefore => "student before",
            _ => "student after",
        };

    public static string Metric(string metric) =>
        metric switch
        {
            "accuracy" => "accuracy",
            "agreement" => "agreement with the teacher",
            "judge_score" => "judge's score",
            _ => metric.Replace('_', ' '),
        };

    public static string Outcome(DecisionOutcome outcome) =>
        outcome switch
        {
            DecisionOutcome.Done => "Goal met",
            DecisionOutcome.AnotherRound => "Another round",
            _ => "Goal not met",
        };

    /// <summary>A text in at most so many characters, with an ellipsis where it was cut.</summary>
    public static string Shorten(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most).TrimEnd(), "…");

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool IsShare(string metric) => metric != "judge_score";
}
