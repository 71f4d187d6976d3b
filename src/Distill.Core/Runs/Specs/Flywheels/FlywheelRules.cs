using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Sampling;

namespace Distill.Core.Runs.Specs.Flywheels;

/// <summary>What must hold between the fields of a flywheel spec and no schema can say.</summary>
internal static class FlywheelRules
{
    /// <summary>Adds an error for each rule that is broken; works on what could be read.</summary>
    public static void Check(JsonObject spec, SpecDiagnostics diagnostics)
    {
        CheckWindow(spec, diagnostics);
        if (spec["stages"] is not JsonArray stages)
        {
            return;
        }

        for (var i = 0; i < stages.Count; i++)
        {
            if (stages[i] is JsonObject stage && stage.ContainsKey("beta") && (string?)stage["method"] != StageSpec.Dpo)
            {
                diagnostics.Add($"stages[{i}].beta", "Only preference optimisation has a beta.", "Remove it, or say method: dpo.");
            }
        }
    }

    /// <summary>Adds an error for each part whose own rules refuse it.</summary>
    public static void Check(FlywheelSpec spec, SpecDiagnostics diagnostics)
    {
        Try("schedule", spec.Schedule.Validate);
        Try("weights", spec.Weights.Validate);
        Try("select", () => spec.Select.ToRule());
        Try("replay.strata", () => spec.Replay.ToDraw(1));
        Try("evaluation", () => spec.Evaluation.ToParts().Validate());
        Try("gate", spec.Gate.Validate);
        Try("rollout", spec.Rollout.Validate);

        void Try(string field, Action check)
        {
            try
            {
                check();
            }
            catch (InvalidSettingException wrong)
            {
                diagnostics.Add(field, wrong.Message, "docs/flywheel.md describes it.");
            }
        }
    }

    private static void CheckWindow(JsonObject spec, SpecDiagnostics diagnostics)
    {
        if (spec["window"] is not JsonObject window)
        {
            return;
        }

        var from = Time(window, "from", diagnostics);
        var to = Time(window, "to", diagnostics);
        if (from >= to)
        {
            diagnostics.Add("window.to", "The window ends before it begins.", "Give 'to' a later time than 'from'.");
        }
    }

    private static DateTimeOffset? Time(JsonObject window, string name, SpecDiagnostics diagnostics)
    {
        if ((string?)window[name] is not { } text)
        {
            return null;
        }

        if (TimeWindow.Parse(text) is { } time)
        {
            return time;
        }

        diagnostics.Add($"window.{name}", $"'{text}' is no time.", "Write it as 2026-11-25T00:00:00Z.");
        return null;
    }
}
