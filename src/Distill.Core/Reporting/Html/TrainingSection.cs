using Distill.Core.Training.Curves;

namespace Distill.Core.Reporting.Html;

/// <summary>The loss curves with their diagnoses.</summary>
internal static class TrainingSection
{
    public static void Add(Markup page, RunReport report)
    {
        if (report.Trainings.Count == 0)
        {
            return;
        }

        page.Add($"<section><h2>Training</h2><div class=\"cards\">");
        foreach (var training in report.Trainings)
        {
            Card(page, training);
        }

        page.Add($"</div></section>");
    }

    private static void Card(Markup page, TrainingReport training)
    {
        page.Add($"<article class=\"card\"><h3>{training.Candidate} <small>round {training.Round}</small>");
        if (training.Diagnosis is { } diagnosis)
        {
            Pill(page, diagnosis);
        }

        page.Add(
            $"</h3><p class=\"muted small\">{training.BaseModel} · {training.Parameters.Epochs} epochs · learning-rate multiplier {training.Parameters.LearningRateMultiplier:0.###}"
        );
        if (training.TrainedTokens is { } tokens)
        {
            page.Add($" · {ReportFormat.Count(tokens)} tokens");
        }

        page.Add($" · job <code>{training.JobId}</code></p>");
        if (training.Error is { } error)
        {
            page.Add($"<p class=\"error\">{error}</p></article>");
            return;
        }

        LossChart.Add(page, training.Candidate, training.Curve, training.Diagnosis);
        if (training.Diagnosis is { } known)
        {
            Diagnosis(page, known);
        }

        if (training.Choice is { Scores.Count: > 0 } choice)
        {
            page.Add($"<p>Taken: <code>{choice.Model}</code>. {CheckpointText.Scores(choice)}, none of them compared on.</p>");
        }

        page.Add($"</article>");
    }

    /// <summary>The verdict as a coloured mark beside a heading.</summary>
    public static void Pill(Markup page, CurveDiagnosis diagnosis) =>
        page.Add($"<span class=\"pill small {Css(diagnosis.Verdict)}\">{CurveVerdictText.Of(diagnosis.Verdict)}</span>");

    /// <summary>What the diagnosis says, with its figures.</summary>
    public static void Diagnosis(Markup page, CurveDiagnosis diagnosis)
    {
        page.Add($"<p>{diagnosis.Summary}</p>");
        if (diagnosis.BestCheckpoint is { } checkpoint)
        {
            page.Add($"<p>Use the checkpoint <code>{checkpoint}</code> instead of the final model.</p>");
        }

        if (diagnosis.Next is { } next)
        {
            page.Add(
                $"<p>Worth trying next: {next.Epochs} epochs at learning-rate multiplier {next.LearningRateMultiplier:0.###}, {diagnosis.NextReason}.</p>"
            );
        }

        page.Add($"<details><summary>Figures</summary><dl class=\"figures\">");
        foreach (var (name, value) in diagnosis.Figures)
        {
            page.Add($"<div><dt>{name.Replace('_', ' ')}</dt><dd>{value:0.####}</dd></div>");
        }

        page.Add($"</dl></details>");
    }

    private static string Css(CurveVerdict verdict) =>
        verdict switch
        {
            CurveVerdict.Converged => "good",
            CurveVerdict.Diverged or CurveVerdict.NotANumber or CurveVerdict.Collapsed => "bad",
            _ => "warn",
        };
}
