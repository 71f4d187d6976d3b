using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Checks;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging;
using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Judging.Templates;

namespace Distill.Core.Runs.Specs.Evaluations;

/// <summary>An evaluation spec in the terms of judges and measurements.</summary>
public static class EvaluationPlans
{
    /// <summary>True where judges are asked.</summary>
    public static bool IsJudged(EvaluationMode mode) => mode is EvaluationMode.Rubric or EvaluationMode.Pairwise;

    /// <summary>How judges are asked; null in modes without one.</summary>
    /// <exception cref="InvalidSettingException">Template or rubric are wrong; <see cref="RunSpecDocument.ParseEvaluation"/> finds it earlier, with its line.</exception>
    public static JudgeInstruction? Instruction(EvaluationSpec spec)
    {
        if (!IsJudged(spec.Mode))
        {
            return null;
        }

        var mode = spec.Mode == EvaluationMode.Pairwise ? JudgeMode.Pairwise : JudgeMode.Rubric;
        if (spec.Template is { } name && JudgePresets.Find(name) is { } preset)
        {
            return preset.Mode == mode
                ? new JudgeInstruction(mode, Rubric(spec.Rubric) ?? new Rubric(preset.Dimensions), spec.JudgeLanguage() ?? preset.Language)
                : throw new InvalidSettingException($"The preset '{name}' is not for mode {spec.Mode.ToString().ToLowerInvariant()}.");
        }

        return new JudgeInstruction(mode, Rubric(spec.Rubric), spec.JudgeLanguage(), spec.Template);
    }

    /// <summary>The checks by their names.</summary>
    /// <exception cref="InvalidSettingException">A name is unknown, or the schema is none.</exception>
    public static IReadOnlyList<AnswerCheck> Checks(EvaluationSpec spec)
    {
        if (spec.Mode != EvaluationMode.Checks)
        {
            return [];
        }

        AnswerCheck[] schema = spec.Schema is { } text ? [AnswerChecks.ForSchema(text)] : [];
        var names = spec.Checks ?? (spec.Schema is null ? [AnswerChecks.Default] : []);
        return [.. schema, .. names.Select(AnswerChecks.Get)];
    }

    private static Rubric? Rubric(RubricSpec? spec) =>
        spec is null
            ? null
            : new Rubric(
                spec.Dimensions is null ? RubricDimension.Presets : [.. spec.Dimensions.Select(Dimension)],
                new JudgeScale(spec.Min, spec.Max)
            );

    private static RubricDimension Dimension(DimensionSpec spec)
    {
        var preset = JudgePresets.Dimension(spec.Name);
        return (spec.English ?? spec.Chinese, preset) switch
        {
            ({ } meaning, _) => new RubricDimension(spec.Name, spec.English ?? meaning, spec.Chinese ?? meaning, spec.Weight),
            (null, { } known) => known with { Weight = spec.Weight },
            _ => throw new InvalidSettingException($"'{spec.Name}' is no preset dimension; say what it means with 'english' or 'chinese'."),
        };
    }
}
