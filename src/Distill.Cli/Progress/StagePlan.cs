using Distill.Core.Runs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Runs.Specs.Flywheels;

namespace Distill.Cli.Progress;

/// <summary>The stages of a pipeline in the order in which they are shown.</summary>
internal static class StagePlan
{
    private static readonly IReadOnlyList<Stage> Distill =
    [
        new(RunStages.Prepare, "Check models"),
        new(RunStages.Import, "Import"),
        new(RunStages.Teacher, "Ask the teacher"),
        new(RunStages.Clean, "Clean"),
        new(RunStages.Split, "Split"),
        new(RunStages.Augment, "Augment"),
        new(RunStages.Train, "Train students"),
        new(RunStages.Evaluate, "Evaluate"),
        new(RunStages.Judge, "Judge"),
        new(RunStages.Report, "Report"),
    ];

    private static readonly IReadOnlyList<Stage> Evaluation =
    [
        new(RunStages.Prepare, "Check models"),
        new(RunStages.Import, "Open the evaluation set"),
        new(RunStages.Evaluate, "Ask for answers"),
        new(RunStages.Match, "Match answers"),
        new(RunStages.Judge, "Judge"),
        new(RunStages.Report, "Report"),
    ];

    private static readonly IReadOnlyList<Stage> Flywheel =
    [
        new(RunStages.Prepare, "Find window and online model"),
        new(RunStages.Join, "Join logs and feedback"),
        new(RunStages.Select, "Select replies"),
        new(RunStages.Annotate, "Draft and annotate"),
        new(RunStages.Mix, "Mix training sets"),
        new(RunStages.Train, "Train further"),
        new(RunStages.Import, "Open the evaluation set"),
        new(RunStages.Evaluate, "Ask both models"),
        new(RunStages.Match, "Match answers"),
        new(RunStages.Judge, "Judge"),
        new(RunStages.Rollout, "Roll out"),
        new(RunStages.Report, "Report"),
    ];

    /// <summary>The stages of <paramref name="pipeline"/>; none for an unknown one, whose stages appear as they come.</summary>
    public static IReadOnlyList<Stage> Of(string pipeline) =>
        pipeline switch
        {
            "distill" => Distill,
            EvaluationSpec.PipelineName => Evaluation,
            FlywheelSpec.PipelineName => Flywheel,
            _ => [],
        };
}
