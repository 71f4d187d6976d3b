using Distill.Core.Training;

namespace Distill.Core.Reporting;

/// <summary>The choice of a training's model in words.</summary>
public static class CheckpointText
{
    /// <summary>What each model scored, and on how many rows; empty where the loss decided.</summary>
    public static string Scores(CheckpointChoice? choice)
    {
        if (choice is not { Scores.Count: > 0 })
        {
            return "";
        }

        var scores = choice.Scores.Select(pair =>
            $"{pair.Key} {(choice.By == "judge" ? ReportFormat.Text($"{pair.Value:0.00}") : ReportFormat.Percent(pair.Value))}"
        );
        return ReportFormat.Text($"{string.Join(", ", scores)} (by {choice.By} on {choice.Rows} rows)");
    }
}
