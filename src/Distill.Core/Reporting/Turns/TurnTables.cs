using Distill.Core.Evaluation.Gates;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Promotion;

namespace Distill.Core.Reporting.Turns;

/// <summary>A turn's figures as tables, the same in all renderings.</summary>
internal static class TurnTables
{
    /// <summary>The end of a turn in words.</summary>
    public static string EndOf(TurnEnd end) =>
        end switch
        {
            TurnEnd.NotDue => "Nothing is due",
            TurnEnd.NothingToDo => "Nothing to do",
            TurnEnd.NeedMoreData => "More data is needed",
            TurnEnd.Kept => "The online model stays",
            TurnEnd.Promoted => "Promoted",
            _ => "Not rolled out",
        };

    /// <summary>The tables that have rows, in the order of the turn: title, columns and rows.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)> Of(
        TurnReport report
    )
    {
        (string Title, IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string>> Rows)[] tables =
        [
            ("Traffic", ["what", "count"], Traffic(report)),
            ("Selection", ["class or reason", "replies", "for example"], Selection(report)),
            ("Annotation", ["state", "replies"], Counts(report.Annotations)),
            ("Rows", ["what", "rows"], Rows(report)),
            (
                "Training",
                ["method", "rows", "from", "to", "checkpoints", "paid", "note"],
                report.Trainings.Select(stage => Stage(stage, report))
            ),
            ("Gate", ["check", "state", "why"], (report.Decision?.Checks ?? []).Select(Check)),
            (RolloutTitle, RolloutColumns, Rollout(report)),
            ("Stages", ["stage", "round", "records", "duration", "note"], report.Stages.Select(Stage)),
        ];
        return tables
            .Select(table => (table.Title, table.Columns, (IReadOnlyList<IReadOnlyList<string>>)[.. table.Rows]))
            .Where(table => table.Item3.Count > 0);
    }

    private static IEnumerable<IReadOnlyList<string>> Traffic(TurnReport report)
    {
        if (report.Traffic is not { } traffic)
        {
            return [];
        }

        return
        [
            Row("answers of the window", traffic.Replies - traffic.Late),
            .. report.Carried.Select(window =>
                (IReadOnlyList<string>)
                    ["carried over, among them those of", $"{ReportFormat.Time(window.From)} to {ReportFormat.Time(window.To)}"]
            ),
            Row("older answers with late feedback", traffic.Late),
            Row("answers with feedback", traffic.WithFeedback),
            ["like rate of thumbed answers", ReportFormat.Percent(traffic.LikeRate)],
            Row("events of users", traffic.Events),
            Row("events that came again", traffic.RepeatedEvents),
            Row("answers that feedback names and no log has yet", traffic.Unknown),
            Row("answers of shadows, left out", traffic.Shadows),
            Row("requests to other aliases, left out", traffic.OtherAliases),
            Row("requests that failed, left out", traffic.Failed),
            Row("answers logged twice", traffic.Repeated),
            Row("lines that could not be read", traffic.Malformed),
        ];
    }

    private static IEnumerable<IReadOnlyList<string>> Selection(TurnReport report) =>
        report.Selection is not { } selection
            ? []
            :
            [
                .. selection.Classes.Select(pair => (IReadOnlyList<string>)[pair.Key, ReportFormat.Count(pair.Value), ""]),
                .. selection.Reasons.Select(pair =>
                    (IReadOnlyList<string>)
                        [pair.Key, ReportFormat.Count(pair.Value), string.Join(", ", selection.Examples.GetValueOrDefault(pair.Key) ?? [])]
                ),
            ];

    private static IEnumerable<IReadOnlyList<string>> Rows(TurnReport report) =>
        report.Fresh + report.Pairs + report.Slices.Values.Sum() == 0
            ? []
            :
            [
                Row("new rows to train on", report.Fresh),
                Row("base rows to train on again", report.Replayed),
                Row("preference pairs", report.Pairs),
                Row("left out as near-duplicates of evaluated prompts", report.Leaks),
                .. report.Slices.Select(pair => Row($"compared on, slice {pair.Key}", pair.Value)),
            ];

    private static IReadOnlyList<string> Stage(TurnTraining stage, TurnReport report) =>
        [
            stage.Method,
            ReportFormat.Count(stage.Rows),
            stage.From,
            stage.Model ?? ReportFormat.Unknown,
            CheckpointText.Scores(stage.Choice),
            ReportFormat.Money(stage.Cost, report.Currency),
            stage.Note ?? "",
        ];

    /// <summary>Title of the table of a rollout's steps.</summary>
    public const string RolloutTitle = "Rollout";

    /// <summary>Its columns.</summary>
    public static readonly IReadOnlyList<string> RolloutColumns =
    [
        "step",
        "what followed",
        "requests, new / online",
        "failed",
        "liked of rated, new / online",
    ];

    /// <summary>Its rows: each step with what live traffic showed of both models.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rollout(TurnReport report) =>
        report.Looks.Select(
            (look, i) =>
                (IReadOnlyList<string>)
                    [
                        look.Verdict.Summary,
                        look.Verdict.Action switch
                        {
                            RolloutAction.Advance when report.End == TurnEnd.Promoted && i == report.Looks.Count - 1 => "takes over",
                            RolloutAction.Advance => "next step",
                            RolloutAction.RollBack => "taken back",
                            _ => "held",
                        },
                        Both(look, arm => ReportFormat.Count(arm.Requests)),
                        Both(look, arm => ReportFormat.Count(arm.Failed)),
                        Both(look, Liked),
                    ]
        );

    private static string Both(RolloutLook look, Func<ArmFigures, string> of) => $"{of(look.Challenger)} / {of(look.Baseline)}";

    private static string Liked(ArmFigures arm) =>
        arm.Liked + arm.Disliked is var rated and > 0
            ? $"{ReportFormat.Percent((double)arm.Liked / rated)} of {ReportFormat.Count(rated)}"
            : ReportFormat.Unknown;

    private static IReadOnlyList<string> Check(GateCheck check) => [check.Name, check.State.ToString().ToLowerInvariant(), check.Reason];

    private static IReadOnlyList<string> Stage(StageReport stage) =>
        [
            stage.Name,
            ReportFormat.Count(stage.Round),
            ReportFormat.Count(stage.Records),
            ReportFormat.Duration(stage.Seconds),
            stage.Note ?? "",
        ];

    private static IEnumerable<IReadOnlyList<string>> Counts(IReadOnlyDictionary<string, long> counts) =>
        counts.Select(pair => Row(pair.Key, pair.Value));

    private static IReadOnlyList<string> Row(string name, long count) => [name, ReportFormat.Count(count)];
}
