using Distill.Core.Runs;

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
        new(RunStages.Train, "Train students"),
        new(RunStages.Evaluate, "Evaluate"),
        new(RunStages.Judge, "Judge"),
        new(RunStages.Report, "Report"),
    ];

    /// <summary>The stages of <paramref name="pipeline"/>; none for an unknown one, whose stages appear as they come.</summary>
    public static IReadOnlyList<Stage> Of(string pipeline) => pipeline == "distill" ? Distill : [];
}
