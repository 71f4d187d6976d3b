using System.Globalization;
using Distill.Cli.Files;
using Distill.Cli.Progress;
using Distill.Cli.Sampling;
using Distill.Core.Feedback.Joining;
using Spectre.Console;

namespace Distill.Cli.Joining;

/// <summary>Shows what a join met, and where everything went.</summary>
internal static class JoinView
{
    /// <summary>Writes it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="files">The logs.</param>
    /// <param name="figures">What was met.</param>
    /// <param name="output">Where the samples are.</param>
    /// <param name="unmatched">Where the events without an answer are; null for nowhere.</param>
    /// <param name="rejects">What could not be read.</param>
    public static void Write(
        IAnsiConsole console,
        IReadOnlyList<SampledFile> files,
        FileJoinFigures figures,
        string output,
        string? unmatched,
        RejectsFile rejects
    )
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        Row(grid, "Logs", string.Join(", ", files.GroupBy(file => file.Detection.Format).Select(Group)));
        WriteAnswers(grid, figures);
        WriteEvents(grid, figures);
        WriteRejects(grid, rejects);
        Row(grid, "Samples in", output == InputFile.Pipe ? "(stdout)" : output);
        if (unmatched is not null || figures.LeftEvents + figures.UnknownEvents > 0)
        {
            Row(grid, "Unmatched in", unmatched ?? "nowhere: name a file with --unmatched to join them when their logs arrive");
        }

        console.Write(grid);
    }

    private static void WriteAnswers(Grid grid, FileJoinFigures figures)
    {
        var joined = figures.Joined;
        Row(grid, "Answers", Figures.Count(joined.Replies));
        Row(grid, "  with feedback", Figures.Count(joined.WithFeedback) + Likes(joined));
        RowUnlessZero(grid, "  late", joined.Late, "from before the window, taken in for their feedback");
        RowUnlessZero(grid, "  not: outside the window", figures.Outside);
        RowUnlessZero(grid, "  not: other alias", joined.OtherAliases);
        RowUnlessZero(grid, "  not: shadow", joined.Shadows, "no user saw them");
        RowUnlessZero(grid, "  not: failed call", joined.Failed);
        RowUnlessZero(grid, "  not: logged before", joined.Repeated);
    }

    private static void WriteEvents(Grid grid, FileJoinFigures figures)
    {
        Row(grid, "Events", Figures.Count(figures.Joined.Events));
        Row(grid, "  matched", Figures.Count(figures.MatchedEvents));
        RowUnlessZero(grid, "  repeated", figures.Joined.RepeatedEvents, "each counted once above");
        RowUnlessZero(grid, "  not: answer left out", figures.LeftEvents);
        RowUnlessZero(
            grid,
            "  not: answer unknown",
            figures.UnknownEvents,
            $"on {Figures.Count(figures.Joined.Unknown)} answers that no log has"
        );
    }

    private static void WriteRejects(Grid grid, RejectsFile rejects)
    {
        var summary = rejects.Summary;
        if (summary.Total == 0)
        {
            return;
        }

        Row(grid, "Rejected", Figures.Count(summary.Total));
        foreach (var (reason, count) in summary.Counts.OrderByDescending(pair => pair.Value))
        {
            var example = summary.Examples.TryGetValue(reason, out var first) ? $", first in {first.File}, {RejectText.Of(first)}" : "";
            Row(grid, $"  {reason}", Figures.Count(count) + example);
        }

        Row(grid, "Rejects in", rejects.Path ?? "nowhere: name a file with --rejects to see each with its reason");
    }

    private static string Group(IGrouping<string, SampledFile> format) =>
        $"{Figures.Count(format.Count())} {(format.Count() == 1 ? "file" : "files")} of {format.Key}";

    private static string Likes(JoinFigures joined) =>
        joined.LikeRate is { } rate
            ? string.Create(
                CultureInfo.InvariantCulture,
                $", {Figures.Count(joined.Liked)} liked, {Figures.Count(joined.Disliked)} disliked ({100 * rate:F0}% liked)"
            )
            : "";

    private static void RowUnlessZero(Grid grid, string name, long count, string? why = null)
    {
        if (count > 0)
        {
            Row(grid, name, why is null ? Figures.Count(count) : $"{Figures.Count(count)}, {why}");
        }
    }

    private static void Row(Grid grid, string name, string text) => grid.AddRow(new Text(name), new Text(text));
}
