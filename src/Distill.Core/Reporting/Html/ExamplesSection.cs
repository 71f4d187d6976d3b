namespace Distill.Core.Reporting.Html;

/// <summary>Answers side by side, worst cases first.</summary>
internal static class ExamplesSection
{
    private const int ShownPrompt = 1200;
    private const int ShownAnswer = 800;

    public static void Add(Markup page, RunReport report)
    {
        if (report.Examples.Count == 0)
        {
            return;
        }

        page.Add($"<section><h2>Answers side by side</h2>");
        foreach (var example in report.Examples)
        {
            page.Add($"<article class=\"card example\"><h3><code>{example.Id}</code>");
            if (example.Worst)
            {
                page.Add($"<span class=\"pill small bad\">worst case</span>");
            }

            page.Add($"</h3><pre class=\"prompt\">{ReportFormat.Shorten(example.Prompt, ShownPrompt)}</pre><div class=\"answers\">");
            if (example.Expected is { } expected)
            {
                page.Add($"<div class=\"answer\"><h4>expected</h4><pre>{ReportFormat.Shorten(expected, ShownAnswer)}</pre></div>");
            }

            foreach (var answer in example.Answers)
            {
                Answer(page, answer);
            }

            page.Add($"</div></article>");
        }

        page.Add($"</section>");
    }

    private static void Answer(Markup page, ExampleAnswer answer)
    {
        var css = answer.Right switch
        {
            true => "ok",
            false => "no",
            null => "",
        };
        page.Add($"<div class=\"answer {css}\"><h4>{answer.Model}");
        if (answer.Right is { } right)
        {
            page.Add($"<span>{(right ? "✓ right" : "✗ wrong")}</span>");
        }

        if (answer.Score is { } score)
        {
            page.Add($"<span>score {score:0.##}</span>");
        }

        page.Add($"</h4><pre>{ReportFormat.Shorten(answer.Text, ShownAnswer)}</pre></div>");
    }
}
