using Distill.Core.Flywheel.Turning;
using Distill.Core.Reporting.Html;
using Distill.Core.Reporting.Turns;

namespace Distill.Core.Reporting.Wheels;

/// <summary>The turns of a wheel as one self-contained HTML page: the curve of the like rate, then what each turn found, trained and decided.</summary>
public static class WheelHtml
{
    /// <summary>Renders it.</summary>
    public static string Render(WheelReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = ReportHtml.Begin($"{report.Name}: like rate by turn");
        page.Add($"<header><p class=\"eyebrow\">Flywheel</p><h1>{report.Name}</h1>");
        page.Add($"<p class=\"meta\">Alias {report.Alias} · {ReportFormat.Count(report.Turns.Count)} turns</p></header>");
        if (report.Turns.SelectMany(turn => turn.Emulated).Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 0 } emulated)
        {
            page.Add(
                $"<aside class=\"emulated\"><b>Emulated.</b> Distill's emulator answered for {string.Join(", ", emulated)}: the figures show that the wheel turns, not how good a real model is.</aside>"
            );
        }

        Curve(page, report);
        Counts(page, report);
        foreach (var (i, turn) in report.Turns.Index())
        {
            Gate(page, i + 1, turn);
        }

        page.Add($"<footer>Made by Distill</footer></main></body></html>\n");
        return page.ToString();
    }

    private static void Curve(Markup page, WheelReport report)
    {
        page.Add($"<section class=\"verdict\"><p class=\"lead\">{WheelText.Change(report)}</p></section>");
        page.Add($"<section><h2>Like rate of the online model</h2>");
        LikeRateChart.Add(page, report.Traffic);
        page.Add($"<p class=\"muted small\">{report.Measured}</p><div class=\"scroll\"><table><thead><tr>");
        page.Add(
            $"<th>traffic</th><th class=\"num\">answers</th><th class=\"num\">with feedback</th><th class=\"num\">liked</th><th class=\"num\">like rate (95%)</th><th>model that answered</th></tr></thead><tbody>"
        );
        foreach (var (i, traffic) in report.Traffic.Index())
        {
            page.Add($"<tr><th scope=\"row\">{WheelText.Place(i)}</th><td class=\"num\">{ReportFormat.Count(traffic.Answers)}</td>");
            page.Add(
                $"<td class=\"num\">{ReportFormat.Count(traffic.Told)}</td><td class=\"num\">{ReportFormat.Count(traffic.Liked)}</td>"
            );
            page.Add($"<td class=\"num\"><b>{WheelText.Rate(traffic)}</b></td><td><code>{traffic.Version}</code></td></tr>");
        }

        page.Add($"</tbody></table></div></section>");
    }

    private static void Counts(Markup page, WheelReport report)
    {
        var reasons = report.Turns.SelectMany(turn => turn.Selection?.Reasons.Keys ?? []).Distinct().Order(StringComparer.Ordinal);
        (string Name, Func<TurnReport, string> Of)[] rows =
        [
            ("answers joined", turn => Count(turn.Traffic?.Replies)),
            ("with feedback", turn => Count(turn.Traffic?.WithFeedback)),
            .. ReplyClasses.Select(kind => Row($"replies: {kind}", turn => Count(turn.Selection?.Classes.GetValueOrDefault(kind)))),
            .. reasons.Select(reason => Row($"reason: {reason}", turn => Count(turn.Selection?.Reasons.GetValueOrDefault(reason)))),
            ("new rows to train on", turn => Count(turn.Fresh)),
            ("base rows to train on again", turn => Count(turn.Replayed)),
            ("preference pairs", turn => Count(turn.Pairs)),
            ("samples compared on", turn => Count(turn.Slices.Values.Sum())),
            ("end", turn => TurnTables.EndOf(turn.End)),
        ];
        page.Add($"<section><h2>What each turn found</h2><div class=\"scroll\"><table><thead><tr><th></th>");
        foreach (var number in Enumerable.Range(1, report.Turns.Count))
        {
            page.Add($"<th class=\"num\">turn {number}</th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var (name, of) in rows)
        {
            page.Add($"<tr><th scope=\"row\">{name}</th>");
            foreach (var turn in report.Turns)
            {
                page.Add($"<td class=\"num\">{of(turn)}</td>");
            }

            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div></section>");

        static (string Name, Func<TurnReport, string> Of) Row(string name, Func<TurnReport, string> of) => (name, of);
    }

    private static readonly string[] ReplyClasses = ["low", "liked", "neutral", "unrated"];

    private static void Gate(Markup page, int number, TurnReport turn)
    {
        var css =
            turn.End == TurnEnd.Promoted ? "good"
            : turn.End is TurnEnd.Kept or TurnEnd.NotRolledOut ? "bad"
            : "warn";
        page.Add($"<section><h2>Turn {number} <span class=\"pill {css}\">{TurnTables.EndOf(turn.End)}</span></h2><p>{turn.Summary}</p>");
        page.Add($"<p class=\"muted small\">Online <code>{turn.Online}</code>");
        if (turn.Challenger is { } challenger)
        {
            page.Add($", challenged by <code>{challenger}</code>");
        }

        page.Add($"; run {turn.RunId}</p>");
        if (turn.Decision is { } decision)
        {
            page.Add($"<div class=\"scroll\"><table><thead><tr><th>check of the gate</th><th>state</th><th>why</th></tr></thead><tbody>");
            foreach (var check in decision.Checks)
            {
                page.Add(
                    $"<tr><th scope=\"row\">{check.Name}</th><td>{check.State.ToString().ToLowerInvariant()}</td><td>{check.Reason}</td></tr>"
                );
            }

            page.Add($"</tbody></table></div>");
        }

        Rollout(page, turn);
        page.Add($"</section>");
    }

    private static void Rollout(Markup page, TurnReport turn)
    {
        if (turn.Looks.Count == 0)
        {
            return;
        }

        page.Add($"<h3>{TurnTables.RolloutTitle}</h3><div class=\"scroll\"><table><thead><tr>");
        foreach (var column in TurnTables.RolloutColumns)
        {
            page.Add($"<th>{column}</th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var row in TurnTables.Rollout(turn))
        {
            page.Add($"<tr><th scope=\"row\">{row[0]}</th>");
            foreach (var cell in row.Skip(1))
            {
                page.Add($"<td>{cell}</td>");
            }

            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div>");
    }

    private static string Count(long? count) => count is { } known ? ReportFormat.Count(known) : ReportFormat.Unknown;
}
