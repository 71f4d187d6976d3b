using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Measuring;

namespace Distill.Core.Runs.Specs.Evaluations;

/// <summary>What must hold between the fields of an evaluation spec and no schema can say.</summary>
internal static class EvaluationRules
{
    private static readonly string[] Places = ["model", "dataset"];
    private static readonly string[] LabelSources = ["labels", "annotations"];

    /// <summary>Adds an error for each rule that is broken; works on what could be read.</summary>
    public static void Check(JsonObject spec, SpecDiagnostics diagnostics)
    {
        SpecRules.CheckSource(spec, diagnostics);
        SpecRules.CheckMapping(spec, diagnostics);
        SpecRules.CheckExtract(spec, diagnostics);
        CheckEvaluated(spec, "candidate", diagnostics);
        CheckEvaluated(spec, "baseline", diagnostics);
        CheckMode(spec, (string?)spec["mode"], diagnostics);
        CheckCalibration(spec, "calibration", diagnostics);
        if (spec.ContainsKey("gate") && !spec.ContainsKey("baseline"))
        {
            diagnostics.Add("gate", "A decision needs something to compare with.", "Add baseline.");
        }
    }

    /// <summary>Adds an error for each part that the judges' or the gate's own rules refuse.</summary>
    public static void Check(EvaluationSpec spec, SpecDiagnostics diagnostics)
    {
        Try("template", () => EvaluationPlans.Instruction(spec));
        Try("checks", () => EvaluationPlans.Checks(spec));
        Try("gate", () => spec.Gate?.Validate());
        if (spec.Calibration is { Annotations: not null } && EvaluationPlans.IsJudged(spec.Mode) && ShowsReference(spec))
        {
            diagnostics.Add(
                "calibration.annotations",
                "The template shows a reference, and people's choices have none, so the judge cannot be asked about them.",
                "Leave {reference} out of the template, or take labels of the set: calibration: {labels: human}."
            );
        }

        for (var i = 0; i < spec.Slices.Count; i++)
        {
            var path = spec.Slices[i];
            Try($"slices[{i}]", () => SliceField.Parse(path));
        }

        void Try(string field, Action check)
        {
            try
            {
                check();
            }
            catch (InvalidSettingException wrong)
            {
                diagnostics.Add(field, wrong.Message, "docs/judging.md describes it.");
            }
        }
    }

    /// <summary>Adds an error when a calibration has not exactly one source.</summary>
    internal static void CheckCalibration(JsonObject spec, string field, SpecDiagnostics diagnostics)
    {
        if (spec["calibration"] is not JsonObject calibration)
        {
            return;
        }

        if (LabelSources.Count(calibration.ContainsKey) != 1)
        {
            diagnostics.Add(
                field,
                "People's verdicts come from one place: labels of the set, or an annotation project.",
                "Give exactly one of labels and annotations."
            );
        }
        else if (calibration.ContainsKey("labels") && (calibration.ContainsKey("round") || calibration.ContainsKey("limit")))
        {
            diagnostics.Add(
                field,
                "'round' and 'limit' choose decisions of annotation.",
                "Take them out, or give annotations instead of labels."
            );
        }
    }

    private static bool ShowsReference(EvaluationSpec spec)
    {
        try
        {
            return EvaluationPlans.Instruction(spec)!.NeedsReference;
        }
        catch (InvalidSettingException)
        {
            // Reported with the template already.
            return false;
        }
    }

    private static void CheckMode(JsonObject spec, string? mode, SpecDiagnostics diagnostics)
    {
        if (mode is "rubric" or "pairwise" && !spec.ContainsKey("judges"))
        {
            diagnostics.Add("judges", $"Mode {mode} needs a judge, and there is none.", "Add judges: [{model: NAME}].");
        }

        if (mode == "pairwise" && !spec.ContainsKey("baseline"))
        {
            diagnostics.Add("baseline", "Mode pairwise needs two answers.", "Add baseline, or take mode rubric.");
        }

        if (mode == "labels" && !spec.ContainsKey("task"))
        {
            diagnostics.Add("task", "Mode labels needs to know how a label is read.", "Add task: {gold: NAME, labels: […]}.");
        }
    }

    private static void CheckEvaluated(JsonObject spec, string field, SpecDiagnostics diagnostics)
    {
        if (spec[field] is not JsonObject evaluated)
        {
            return;
        }

        if (Places.Count(evaluated.ContainsKey) != 1)
        {
            diagnostics.Add(
                field,
                "It must be one thing: a model that is asked, or a dataset of answers.",
                "Give exactly one of model and dataset."
            );
        }

        if (evaluated.ContainsKey("fineTunedModel") && !evaluated.ContainsKey("model"))
        {
            diagnostics.Add($"{field}.fineTunedModel", "A fine-tuned model is asked through a configured one.", "Add model.");
        }
    }
}
