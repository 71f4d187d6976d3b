using Distill.Core.Evaluation.Measuring;
using Distill.Core.Evaluation.Text;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Reporting.Html;

namespace Distill.Core.Reporting.Evaluations;

/// <summary>Answers side by side with their difference, the worst regressions first.</summary>
internal static class DiffSection
{
    private const int ShownPrompt = 1200;
    private const int ShownAnswer = 2000;

    public static void Add(Markup page, EvaluationReport report)
    {
        if (report.Examples.Count == 0)
        {
            return;
        }

        page.Add($"<section><h2>Answers side by side</h2><p class=\"muted small\">The worst regressions first, improvements last.");
        page.Add($"{(report.Baseline is null ? "" : " Struck through: only in the baseline; marked: only in the candidate.")}</p>");
        foreach (var example in report.Examples)
        {
            Example(page, report, example);
        }

        page.Add($"</section>");
    }

    private static void Example(Markup page, EvaluationReport report, EvaluationExample example)
    {
        page.Add($"<article class=\"card example\"><h3><code>{example.Id}</code>");
        if (report.Baseline is not null)
        {
            page.Add($"<span class=\"pill small {Css(example.Outcome)}\">{Word(example.Outcome)}</span>");
        }

        page.Add(
            $"<small>{string.Join(", ", example.Slices)}</small></h3><pre class=\"prompt\">{ReportFormat.Shorten(example.Prompt, ShownPrompt)}</pre><div class=\"answers\">"
        );
        if (example.Expected is { } expected)
        {
            page.Add($"<div class=\"answer\"><h4>expected</h4><pre>{ReportFormat.Shorten(expected, ShownAnswer)}</pre></div>");
        }

        var (ours, theirs) = (
            ReportFormat.Shorten(example.Candidate, ShownAnswer),
            ReportFormat.Shorten(example.Baseline ?? "", ShownAnswer)
        );
        var diff = example.Baseline is null ? null : TextDiff.Of(theirs, ours);
        if (example.Baseline is not null)
        {
            Answer(page, report.Baseline!.Name, example.BaselineValue, theirs, diff, DiffKind.Removed, "");
        }

        Answer(page, report.Candidate.Name, example.CandidateValue, ours, diff, DiffKind.Added, Side(example.Outcome));
        page.Add($"</div>");
        Notes(page, example.Notes);
        page.Add($"</article>");
    }

    private static void Answer(
        Markup page,
        string name,
        double? value,
        string text,
        IReadOnlyList<DiffPart>? diff,
        DiffKind own,
        string css
    )
    {
        page.Add($"<div class=\"answer {css}\"><h4>{name}");
        if (value is { } number)
        {
            page.Add($"<span>{number:0.##}</span>");
        }

        page.Add($"</h4><pre>");
        foreach (var part in diff ?? [new DiffPart(DiffKind.Same, text)])
        {
            if (part.Kind == DiffKind.Same)
            {
                page.Add($"{part.Text}");
            }
            else if (part.Kind == own)
            {
                page.Add(own == DiffKind.Added ? Mark("ins", part.Text) : Mark("del", part.Text));
            }
        }

        page.Add($"</pre></div>");
    }

    private static Markup Mark(string tag, string text) =>
        tag == "ins" ? new Markup().Add($"<ins>{text}</ins>") : new Markup().Add($"<del>{text}</del>");

    private static void Notes(Markup page, IReadOnlyList<string> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        page.Add($"<ul class=\"notes\">");
        foreach (var note in notes)
        {
            page.Add($"<li>{ReportFormat.Shorten(note, ShownPrompt)}</li>");
        }

        page.Add($"</ul>");
    }

    private static string Css(PairOutcome outcome) =>
        outcome switch
        {
            PairOutcome.Good => "good",
            PairOutcome.Bad => "bad",
            PairOutcome.Invalid => "warn",
            _ => "",
        };

    private static string Word(PairOutcome outcome) =>
        outcome switch
        {
            PairOutcome.Good => "better",
            PairOutcome.Bad => "worse",
            PairOutcome.Invalid => "no valid verdict",
            _ => "same",
        };

    private static string Side(PairOutcome outcome) =>
        outcome switch
        {
            PairOutcome.Good => "ok",
            PairOutcome.Bad => "no",
            _ => "",
        };
}
