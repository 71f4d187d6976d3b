using System.Globalization;
using Distill.Core.Training.Curves;

namespace Distill.Core.Evaluation;

/// <summary>Decides what follows from a round's results. Pure: the same results give the same decision.</summary>
public static class DecisionRule
{
    /// <summary>Weak slices named at most: more at once could not be told apart in the next round's result.</summary>
    public const int MaxSlices = 3;

    // A class lags when it is this far below the mean of the classes, or below the level that is asked of the whole.
    private const double Lag = 0.05;

    /// <summary>Decides.</summary>
    /// <remarks>
    /// The best student is the one that meets most parts of the goal, then the one of the highest quality ratio. Another round is worth its price when
    /// quality is what is missing and there is something to change: a class to add data for, or a loss curve that asks for other parameters. Speed and
    /// cost are the student model's own; no training changes them.
    /// </remarks>
    /// <param name="goal">The goal.</param>
    /// <param name="students">The students trained so far, of all rounds.</param>
    /// <param name="trainingCounts">Samples of the training set by class; empty when the task has no classes.</param>
    /// <param name="round">The round judged, from 1.</param>
    /// <param name="rounds">Rounds allowed in all.</param>
    public static DistillationDecision Decide(
        DistillationGoal goal,
        IReadOnlyList<StudentResult> students,
        IReadOnlyDictionary<string, long> trainingCounts,
        int round,
        int rounds
    )
    {
        var best = students
            .OrderByDescending(student => Checks(goal, student.Ratios).Count(check => check.Met))
            .ThenByDescending(student => student.Ratios.Quality?.Value ?? double.MinValue)
            .ThenBy(student => student.Measurement.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best is null)
        {
            return new DistillationDecision
            {
                Outcome = DecisionOutcome.StopNotMet,
                Goal = goal,
                Round = round,
                RoundsLeft = rounds - round,
                Summary = "No student was trained, so there is nothing to compare with the teacher.",
            };
        }

        var checks = Checks(goal, best.Ratios);
        var slices = WeakSlices(goal, best.Measurement.Classification, trainingCounts);
        var next = best.Diagnosis?.Next;
        var qualityMissing = checks.Any(check => check is { Name: "quality", Met: false });
        var mendable = qualityMissing && (slices.Count > 0 || next is not null);
        var outcome =
            checks.All(check => check.Met) ? DecisionOutcome.Done
            : mendable && round < rounds ? DecisionOutcome.AnotherRound
            : DecisionOutcome.StopNotMet;
        var another = outcome == DecisionOutcome.AnotherRound;
        return new DistillationDecision
        {
            Outcome = outcome,
            Student = best.Measurement.Name,
            StudentRound = best.Measurement.Round,
            Goal = goal,
            Checks = checks,
            Ratios = best.Ratios,
            Round = round,
            RoundsLeft = Math.Max(0, rounds - round),
            WeakSlices = another ? slices : [],
            Next = another ? next : null,
            Summary = Summarize(outcome, best, checks, slices, qualityMissing, rounds - round),
        };
    }

    private static IReadOnlyList<GoalCheck> Checks(DistillationGoal goal, ModelRatios ratios)
    {
        var checks = new List<GoalCheck> { new("quality", ratios.Quality?.Value, goal.Quality, ratios.Quality?.Value >= goal.Quality) };
        if (goal.Speed is { } speed)
        {
            checks.Add(new GoalCheck("speed", ratios.Speed, speed, ratios.Speed >= speed));
        }

        if (goal.Cost is { } cost)
        {
            checks.Add(new GoalCheck("cost", ratios.Cost, cost, ratios.Cost <= cost));
        }

        return checks;
    }

    private static IReadOnlyList<WeakSlice> WeakSlices(
        DistillationGoal goal,
        ClassificationReport? report,
        IReadOnlyDictionary<string, long> trainingCounts
    )
    {
        if (report is null || report.Classes.Count < 2)
        {
            return [];
        }

        var typical = trainingCounts.Count == 0 ? 0 : (long)Math.Ceiling(trainingCounts.Values.Average());
        return
        [
            .. report
                .Classes.Where(score => score.F1 < report.MacroF1 - Lag || score.F1 < goal.Quality)
                .OrderBy(score => score.F1)
                .ThenBy(score => score.Label, StringComparer.Ordinal)
                .Take(MaxSlices)
                .Select(score => new WeakSlice(
                    score.Label,
                    score.F1,
                    score.Support,
                    Extra(trainingCounts.GetValueOrDefault(score.Label), typical)
                )),
        ];
    }

    // A thin class is filled up to the average; any other gets half of its own once more, which is where learning curves still move.
    private static long Extra(long present, long typical) => Math.Max(typical - present, (present + 1) / 2);

    private static string Summarize(
        DecisionOutcome outcome,
        StudentResult best,
        IReadOnlyList<GoalCheck> checks,
        IReadOnlyList<WeakSlice> slices,
        bool qualityMissing,
        int roundsLeft
    )
    {
        var figures = string.Join(", ", checks.Select(Describe));
        var name = best.Measurement.Name;
        return outcome switch
        {
            DecisionOutcome.Done => $"{name} meets the goal: {figures}.",
            DecisionOutcome.AnotherRound => $"{name} does not meet the goal yet: {figures}. Next round: {Changes(slices, best.Diagnosis)}.",
            _ when !qualityMissing =>
                $"{name} does not meet the goal: {figures}. More training changes neither speed nor cost; try a smaller or cheaper base model.",
            _ when roundsLeft <= 0 => $"{name} does not meet the goal, and no round is left: {figures}.",
            _ =>
                $"{name} does not meet the goal: {figures}. Neither its classes nor its loss curve show what another round should change; try a stronger base model or more varied data.",
        };
    }

    private static string Changes(IReadOnlyList<WeakSlice> slices, CurveDiagnosis? diagnosis)
    {
        var data = slices.Select(slice => Text($"{slice.ExtraSamples} more samples of '{slice.Label}' (F1 {slice.F1:0.00})"));
        var training = diagnosis?.Next is { } next
            ? Text($"{next.Epochs} epochs at learning-rate multiplier {next.LearningRateMultiplier:0.###} ({diagnosis.NextReason})")
            : null;
        return string.Join(", ", data.Append(training).OfType<string>());
    }

    private static string Describe(GoalCheck check)
    {
        var measured = check.Measured is { } value ? Show(check.Name, value) : "not measured";
        var relation = check.Name == "cost" ? "at most" : "at least";
        return $"{check.Name} {measured} of the teacher's ({relation} {Show(check.Name, check.Target)}{(check.Met ? "" : ", missed")})";
    }

    private static string Show(string name, double value) => name == "speed" ? Text($"{value:0.0}x") : Text($"{value:0.0%}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
