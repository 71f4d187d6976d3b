using Distill.Core.Runs;

namespace Distill.Cli.Progress;

/// <summary>What a run record says of one stage.</summary>
internal static class StageCounts
{
    /// <summary>What the stage found or made, in a few words; empty when there is nothing to say yet.</summary>
    public static string Describe(RunRecord run, string stage) =>
        stage switch
        {
            RunStages.Import => Join(Some(run, "imported", "records"), Some(run, "rejected", "rejected")),
            RunStages.Teacher => Join(
                Answers(run, stage) is > 0 and var asked ? $"{Figures.Count(asked)} answers" : null,
                Some(run, "duplicates", "duplicates"),
                Some(run, "refused", "refused")
            ),
            RunStages.Clean => Join(Some(run, "cleaned", "kept"), Some(run, "dropped", "dropped")),
            RunStages.Split => Join(Part(run, "train", "train"), Part(run, "validation", "val"), Part(run, "test", "test")),
            RunStages.Augment => Join(Some(run, "augmented", "new rows"), Some(run, "augment.dropped", "dropped")),
            RunStages.Train => Some(run, "trained", "models trained") ?? "",
            RunStages.Evaluate or RunStages.Judge => Answers(run, stage) is > 0 and var done ? $"{Figures.Count(done)} answers" : "",
            _ => "",
        };

    /// <summary>The share of the stage at work that is done, 0 to 1; null when the record does not tell.</summary>
    public static double? Fraction(RunRecord run, string stage) =>
        stage switch
        {
            RunStages.Teacher => Share(run.Counts.GetValueOrDefault("teacher.shards.done"), run.Counts.GetValueOrDefault("teacher.shards")),
            RunStages.Evaluate => Share(Answers(run, stage), ExpectedAnswers(run)),
            _ => null,
        };

    /// <summary>Answers that a stage has got, paid or not.</summary>
    public static long Answers(RunRecord run, string stage) =>
        run.Usage.Where(pair => pair.Key.EndsWith($"/{stage}", StringComparison.Ordinal)).Sum(pair => pair.Value.Calls);

    // Each trained model answers the test set, and so did its base before. Candidates that share a base ask it once: then the bar ends a little early.
    private static long ExpectedAnswers(RunRecord run) =>
        2 * run.Counts.GetValueOrDefault("test") * run.Counts.GetValueOrDefault("trained");

    private static double? Share(long done, long total) => total > 0 ? Math.Clamp((double)done / total, 0, 1) : null;

    private static string? Part(RunRecord run, string count, string name) =>
        run.Counts.TryGetValue(count, out var value) ? $"{name} {Figures.Count(value)}" : null;

    private static string? Some(RunRecord run, string count, string what) =>
        run.Counts.TryGetValue(count, out var value) && value > 0 ? $"{Figures.Count(value)} {what}" : null;

    private static string Join(params IEnumerable<string?> parts) => string.Join(", ", parts.Where(part => part is not null));
}
