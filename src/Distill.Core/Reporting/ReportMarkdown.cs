using System.Text;

namespace Distill.Core.Reporting;

/// <summary>Renders a report as Markdown: tables and sentences, for a pull request or a ticket.</summary>
public static class ReportMarkdown
{
    private const int ShownText = 400;

    /// <summary>Renders it.</summary>
    public static string Render(RunReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# {Plain(report.Name)}: distillation report");
        Line(
            text,
            $"Run {Plain(report.RunId)}, {ReportFormat.Time(report.StartedAt)}, {ReportFormat.Duration((report.EndedAt - report.StartedAt).TotalSeconds)}."
        );
        if (report.Emulated)
        {
            Line(text, $"> **Emulated.** {Plain(ReportSummary.EmulatorStatement(report))}");
        }

        if (report.Decision is { } decision)
        {
            Line(text, $"**{ReportFormat.Outcome(decision.Outcome)}.** {Plain(decision.Summary)}");
        }

        Line(text, Plain(ReportSummary.Sentence(report)));
        var summary = ReportSummary.Rows(report);
        Table(text, "Comparison", summary.Columns, summary.Rows);
        Matrix(text, report);
        Classes(text, report);
        Trainings(text, report);
        Examples(text, report);
        PreparationMarkdown.Add(text, report);
        Data(text, report);
        Usage(text, report);
        Table(text, "Specification", ["what", "value"], report.Spec.Select(fact => (IReadOnlyList<string>)[fact.Name, fact.Value]));
        return text.ToString();
    }

    private static void Matrix(StringBuilder text, RunReport report)
    {
        if (report.Matrix is { } matrix)
        {
            var table = MatrixTable.Of(matrix, MatrixTable.Metric(report), report.Currency);
            Table(text, "Candidates", table.Columns, table.Rows);
            Line(text, Plain(matrix.Reason));
            Line(text, Plain(MatrixTable.Note));
        }
    }

    private static void Classes(StringBuilder text, RunReport report)
    {
        var best = ReportSummary.Best(report);
        if (best?.Measurement.Classification is not { } classes)
        {
            return;
        }

        Table(
            text,
            $"Classes of {best.Measurement.Name}",
            ["class", "samples", "precision", "recall", "F1"],
            classes.Classes.Select(score =>
                (IReadOnlyList<string>)
                    [
                        score.Label,
                        ReportFormat.Count(score.Support),
                        ReportFormat.Percent(score.Precision),
                        ReportFormat.Percent(score.Recall),
                        ReportFormat.Percent(score.F1),
                    ]
            )
        );
        Line(
            text,
            ReportFormat.Text(
                $"Macro-F1 {classes.MacroF1 * 100:0.0}%; {classes.Invalid} of {classes.Samples} answers had no valid value and count as wrong."
            )
        );
    }

    private static void Trainings(StringBuilder text, RunReport report) =>
        Table(
            text,
            "Training",
            ["candidate", "round", "base model", "epochs", "rate", "curve", "what it shows"],
            report.Trainings.Select(training =>
                (IReadOnlyList<string>)
                    [
                        training.Candidate,
                        ReportFormat.Count(training.Round),
                        training.BaseModel,
                        ReportFormat.Count(training.Parameters.Epochs),
                        ReportFormat.Text($"{training.Parameters.LearningRateMultiplier:0.###}"),
                        training.Diagnosis?.Verdict.ToString() ?? ReportFormat.Unknown,
                        training.Error
                            ?? $"{training.Diagnosis?.Summary ?? ReportFormat.Unknown} {CheckpointText.Scores(training.Choice)}".TrimEnd(),
                    ]
            )
        );

    private static void Examples(StringBuilder text, RunReport report)
    {
        if (report.Examples.Count == 0)
        {
            return;
        }

        Line(text, "## Answers side by side");
        foreach (var example in report.Examples)
        {
            Line(
                text,
                $"**{Plain(example.Id)}**{(example.Worst ? " (worst case)" : "")}: {Plain(ReportFormat.Shorten(example.Prompt, ShownText))}"
            );
            if (example.Expected is { } expected)
            {
                _ = text.Append("- expected: ").Append(Plain(ReportFormat.Shorten(expected, ShownText))).Append('\n');
            }

            foreach (var answer in example.Answers)
            {
                var mark = answer.Right switch
                {
                    true => " (right)",
                    false => " (wrong)",
                    null => answer.Score is { } score ? ReportFormat.Text($" (score {score:0.##})") : "",
                };
                _ = text.Append($"- {Plain(answer.Model)}{mark}: {Plain(ReportFormat.Shorten(answer.Text, ShownText))}\n");
            }

            _ = text.Append('\n');
        }
    }

    private static void Data(StringBuilder text, RunReport report)
    {
        Table(
            text,
            "Data",
            ["dataset", "id", "records", "rejected"],
            report.Datasets.Select(dataset =>
                (IReadOnlyList<string>)
                    [
                        dataset.Role,
                        dataset.Id,
                        ReportFormat.Count(dataset.Records),
                        dataset.Rejects.Count == 0
                            ? "0"
                            : string.Join(", ", dataset.Rejects.Select(reject => $"{reject.Key}: {ReportFormat.Count(reject.Value)}")),
                    ]
            )
        );
        Table(
            text,
            "Stages",
            ["stage", "round", "records", "duration", "note"],
            report.Stages.Select(stage =>
                (IReadOnlyList<string>)
                    [
                        stage.Name,
                        ReportFormat.Count(stage.Round),
                        ReportFormat.Count(stage.Records),
                        ReportFormat.Duration(stage.Seconds),
                        stage.Note ?? "",
                    ]
            )
        );
    }

    private static void Usage(StringBuilder text, RunReport report)
    {
        Table(
            text,
            "Usage",
            ["model", "stage", "calls", "free", "requests", "tokens in", "tokens out", "paid"],
            report.Usage.Select(usage =>
                (IReadOnlyList<string>)
                    [
                        usage.Model,
                        usage.Stage,
                        ReportFormat.Count(usage.Calls),
                        ReportFormat.Count(usage.Free),
                        ReportFormat.Count(usage.Requests),
                        ReportFormat.Count(usage.InputTokens),
                        ReportFormat.Count(usage.OutputTokens),
                        ReportFormat.Money(usage.Cost, report.Currency),
                    ]
            )
        );
        if (report.Usage.Count > 0)
        {
            Line(text, $"Paid in all: {Plain(ReportFormat.Money(report.Usage.Sum(usage => usage.Cost), report.Currency))}.");
        }
    }

    /// <summary>A table under its title; nothing without rows.</summary>
    internal static void Table(StringBuilder text, string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Select(Row).ToList();
        if (lines.Count > 0)
        {
            Line(text, $"## {Plain(title)}");
            Line(text, string.Join('\n', [Row(columns), Row([.. columns.Select(_ => "---")]), .. lines]));
        }
    }

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(Plain))} |";

    /// <summary>A paragraph.</summary>
    internal static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    /// <summary>Data as plain text in one line: what Markdown or HTML would take for markup is escaped.</summary>
    internal static string Plain(string data)
    {
        var plain = new StringBuilder(data.Length);
        foreach (var unit in data.ReplaceLineEndings(" "))
        {
            _ =
                unit is '\\' or '`' or '*' or '_' or '|' or '[' or ']' or '#' or '~' ? plain.Append('\\').Append(unit)
                : unit == '<' ? plain.Append("&lt;")
                : unit == '>' ? plain.Append("&gt;")
                : unit == '&' ? plain.Append("&amp;")
                : plain.Append(unit);
        }

        return plain.ToString();
    }
}
