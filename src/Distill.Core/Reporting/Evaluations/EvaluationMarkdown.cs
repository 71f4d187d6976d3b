using System.Text;
using Distill.Core.Evaluation.Measuring;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>An evaluation report as Markdown, for a pull request or a ticket.</summary>
public static class EvaluationMarkdown
{
    private const int ShownText = 400;

    /// <summary>Renders it.</summary>
    public static string Render(EvaluationReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# {ReportMarkdown.Plain(report.Name)}: evaluation report");
        Line(
            text,
            $"{ReportFormat.Time(report.MadeAt)}, {ReportFormat.Count(report.Samples)} samples of {ReportMarkdown.Plain(report.EvaluationSet)}, measured by {EvaluationText.Mode(report.Mode)}."
        );
        Line(text, $"**{ReportMarkdown.Plain(EvaluationText.Sentence(report))}**");
        if (report.Emulated.Count > 0)
        {
            Line(text, $"> **Emulated.** Distill's emulator answered for {ReportMarkdown.Plain(string.Join(", ", report.Emulated))}.");
        }

        foreach (var warning in report.Warnings)
        {
            Line(text, $"> {ReportMarkdown.Plain(warning)}");
        }

        foreach (var (reason, count) in report.LeftOut.Where(pair => pair.Value > 0))
        {
            Line(text, $"Left out: {ReportFormat.Count(count)} {ReportMarkdown.Plain(reason)}.");
        }

        foreach (var table in EvaluationTables.Of(report))
        {
            ReportMarkdown.Table(text, table.Title, table.Columns, table.Rows);
        }

        if (EvaluationTables.People(report) is { } people)
        {
            Line(text, ReportMarkdown.Plain(people));
        }

        if (report is { Decision: { } decision, DecisionSha256: { } sha256 })
        {
            Line(text, $"{ReportMarkdown.Plain(decision.Summary)} SHA-256 of the record: `{sha256}`");
        }

        Examples(text, report);
        return text.ToString();
    }

    private static void Examples(StringBuilder text, EvaluationReport report)
    {
        if (report.Examples.Count == 0)
        {
            return;
        }

        Line(text, "## Answers side by side, the worst first");
        foreach (var example in report.Examples)
        {
            var prompt = ReportMarkdown.Plain(ReportFormat.Shorten(example.Prompt, ShownText));
            Line(text, $"**{ReportMarkdown.Plain(example.Id)}** ({example.Outcome.ToString().ToLowerInvariant()}): {prompt}");
            Answer(text, "expected", example.Expected);
            Answer(text, report.Baseline?.Name ?? "baseline", example.Baseline);
            Answer(text, report.Candidate.Name, example.Candidate);
            foreach (var note in example.Notes)
            {
                Answer(text, "note", note);
            }

            _ = text.Append('\n');
        }
    }

    private static void Answer(StringBuilder text, string name, string? answer)
    {
        if (answer is not null)
        {
            _ = text.Append($"- {ReportMarkdown.Plain(name)}: {ReportMarkdown.Plain(ReportFormat.Shorten(answer, ShownText))}\n");
        }
    }

    private static void Line(StringBuilder text, string line) => _ = text.Append(line).Append("\n\n");
}
