namespace Distill.Core.Reporting.Html;

/// <summary>What was used and paid, and the specification.</summary>
internal static class UsageSection
{
    public static void Add(Markup page, RunReport report)
    {
        AddUsage(page, report.Usage, report.Currency);

        if (report.Spec.Count == 0)
        {
            return;
        }

        page.Add($"<section><h2>Specification</h2><dl class=\"spec\">");
        foreach (var fact in report.Spec)
        {
            page.Add($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>");
        }

        page.Add($"</dl></section>");
    }

    /// <summary>Calls, tokens and money by model and stage; nothing without a row.</summary>
    public static void AddUsage(Markup page, IReadOnlyList<UsageReport> rows, string currency)
    {
        if (rows.Count == 0)
        {
            return;
        }

        page.Add(
            $"<section><h2>Usage and money</h2><div class=\"scroll\"><table><thead><tr><th>Model</th><th>stage</th><th class=\"num\">calls</th><th class=\"num\">free</th>"
        );
        page.Add(
            $"<th class=\"num\">from cache</th><th class=\"num\">requests</th><th class=\"num\">429s</th><th class=\"num\">refused</th><th class=\"num\">tokens in</th><th class=\"num\">tokens out</th><th class=\"num\">p50</th><th class=\"num\">p95</th><th class=\"num\">paid</th></tr></thead><tbody>"
        );
        foreach (var usage in rows)
        {
            page.Add($"<tr><th scope=\"row\">{usage.Model}</th><td>{usage.Stage}</td>");
            foreach (
                var count in new[]
                {
                    usage.Calls,
                    usage.Free,
                    usage.CacheHits,
                    usage.Requests,
                    usage.Throttled,
                    usage.Refused,
                    usage.InputTokens,
                    usage.OutputTokens,
                }
            )
            {
                page.Add($"<td class=\"num\">{ReportFormat.Count(count)}</td>");
            }

            page.Add(
                $"<td class=\"num\">{ReportFormat.Latency(usage.P50Ms)}</td><td class=\"num\">{ReportFormat.Latency(usage.P95Ms)}</td><td class=\"num\">{ReportFormat.Money(usage.Cost, currency)}</td></tr>"
            );
        }

        page.Add(
            $"</tbody><tfoot><tr><th colspan=\"12\">in all</th><td class=\"num\"><b>{ReportFormat.Money(rows.Sum(usage => usage.Cost), currency)}</b></td></tr></tfoot></table></div>"
        );
        page.Add(
            $"<p class=\"muted small\">Free calls were answered from the run's journal, the cache, or an identical call.</p></section>"
        );
    }
}
