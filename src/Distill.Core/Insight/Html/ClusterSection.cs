using Distill.Core.Reporting;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Insight.Html;

/// <summary>What the prompts are about: a row a cluster.</summary>
internal static class ClusterSection
{
    public static void Add(Markup page, InsightReport report)
    {
        foreach (var side in report.Sides.Where(side => side.Clusters.Count > 0))
        {
            page.Add($"<section><h2>What prompts are about{(report.Compared is null ? "" : $", {side.Source}")}</h2>");
            page.Add(
                $"<p class=\"muted small\">Clusters of {ReportFormat.Count(side.Clusters.Sum(cluster => cluster.Count))} prompts by their words; the words tell a cluster from the others.</p>"
            );
            page.Add(
                $"<div class=\"scroll\"><table><thead><tr><th class=\"num\">share</th><th>words</th><th>example</th></tr></thead><tbody>"
            );
            foreach (var cluster in side.Clusters)
            {
                page.Add($"<tr><td class=\"num\">{InsightText.Share(cluster.Share)}</td><td>");
                foreach (var word in cluster.Words)
                {
                    page.Add($"<span class=\"chip\">{word}</span> ");
                }

                page.Add($"</td><td class=\"muted\">{cluster.Example}</td></tr>");
            }

            page.Add($"</tbody></table></div></section>");
        }
    }
}
