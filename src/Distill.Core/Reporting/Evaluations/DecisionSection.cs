using Distill.Core.Evaluation.Gates;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>The decision with every number that led to it.</summary>
internal static class DecisionSection
{
    public static void Add(Markup page, EvaluationReport report)
    {
        if (report.Decision is not { } decision)
        {
            return;
        }

        page.Add(
            $"<section><h2>Decision</h2><p>{decision.Summary}</p><div class=\"scroll\"><table><thead><tr><th>Check</th><th></th><th class=\"num\">measured</th>"
        );
        page.Add(
            $"<th class=\"num\">target</th><th class=\"num\">p</th><th class=\"num\">samples</th><th class=\"num\">needed</th></tr></thead><tbody>"
        );
        foreach (var check in decision.Checks)
        {
            Row(page, check);
        }

        page.Add($"</tbody></table></div>");
        page.Add(
            $"<p class=\"muted small\">Rule: {Rule(decision.Rule)}. Record of {ReportFormat.Time(decision.DecidedAt)}, SHA-256 <code>{report.DecisionSha256}</code>.</p></section>"
        );
    }

    private static void Row(Markup page, GateCheck check)
    {
        var (css, word) = check.State switch
        {
            GateCheckState.Passed => ("good", "passed"),
            GateCheckState.Failed => ("bad", "failed"),
            _ => ("warn", "undecided"),
        };
        page.Add(
            $"<tr><th scope=\"row\">{check.Name}<small>{check.Reason}</small></th><td><span class=\"pill small {css}\">{word}</span></td>"
        );
        page.Add($"<td class=\"num\">{Number(check.Measured)}");
        if (check is { Low: { } low, High: { } high })
        {
            page.Add($"<small>{low:0.###} to {high:0.###}</small>");
        }

        page.Add(
            $"</td><td class=\"num\">{Number(check.Target)}</td><td class=\"num\">{(check.P is { } p ? EvaluationText.P(p) : ReportFormat.Unknown)}</td>"
        );
        page.Add($"<td class=\"num\">{Number(check.Samples)}</td><td class=\"num\">{Number(check.Needed)}</td></tr>");
    }

    private static string Rule(GateRule rule) =>
        ReportFormat.Text(
            $"{(rule.Claim == GateClaim.Superiority ? "superiority" : $"non-inferiority by {rule.Margin * 100:0.#}%")}, no slice worse by {rule.SliceMargin * 100:0.#}%, one-sided alpha {rule.Alpha}, power {rule.Power}, at least {rule.MinSamples} samples"
        );

    private static string Number(double? value) => value is { } number ? ReportFormat.Text($"{number:0.###}") : ReportFormat.Unknown;
}
