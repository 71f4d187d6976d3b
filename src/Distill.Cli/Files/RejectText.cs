using Distill.Core.Datasets;

namespace Distill.Cli.Files;

/// <summary>A reject as a person reads it.</summary>
internal static class RejectText
{
    /// <summary><c>line 12: verdict: 'x' is no verdict</c>.</summary>
    public static string Of(Reject reject)
    {
        var field = (string?)reject.Detail?["field"] is { } name ? $"{name}: " : "";
        return $"line {reject.Line}: {field}{(string?)reject.Detail?["message"] ?? reject.Reason}";
    }
}
