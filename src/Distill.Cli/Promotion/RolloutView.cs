using System.Globalization;
using Distill.Cli.Progress;
using Distill.Core.Gateway;
using Distill.Core.Promotion;
using Spectre.Console;

namespace Distill.Cli.Promotion;

/// <summary>Shows rollouts.</summary>
internal static class RolloutView
{
    /// <summary>The challenger as people call it.</summary>
    public static string NameOf(AliasTarget target) => target.Version ?? target.Model;

    /// <summary>One line a rollout.</summary>
    public static void WriteList(IAnsiConsole console, IReadOnlyList<RolloutRecord> rollouts)
    {
        if (rollouts.Count == 0)
        {
            console.WriteLine("No rollouts. distill promote MODEL starts one.");
            return;
        }

        var table = new Table().Border(TableBorder.None).AddColumns("Rollout", "Alias", "Model", "State", "Step", "Started");
        foreach (var column in table.Columns)
        {
            column.NoWrap().Padding(0, 0, 2, 0);
        }

        foreach (var rollout in rollouts)
        {
            table.AddRow(
                new Text(rollout.Id),
                new Text(rollout.Alias),
                new Text(NameOf(rollout.Challenger)),
                new Text(RolloutWords.Of(rollout.State)),
                new Text(StepOf(rollout)),
                new Text(Figures.Time(rollout.CreatedAt))
            );
        }

        console.Write(table);
    }

    /// <summary>Everything about one rollout.</summary>
    public static void Write(IAnsiConsole console, RolloutRecord rollout)
    {
        console.WriteLine($"Rollout  {rollout.Id}");
        console.WriteLine($"Alias    {rollout.Alias}, from {Names(rollout.Baseline)} to {NameOf(rollout.Challenger)}");
        console.WriteLine($"State    {RolloutWords.Of(rollout.State)}{(StepOf(rollout) is { Length: > 0 } step ? $", {step}" : "")}");
        console.WriteLine($"         {rollout.Summary}");
        if (rollout.DecisionPath is { } path)
        {
            console.WriteLine($"Decision {path}");
            console.WriteLine($"         sha256 {rollout.DecisionSha256}");
        }

        if (rollout.Looks is [.., var look])
        {
            console.WriteLine($"Traffic  {NameOf(rollout.Challenger)}: {Traffic(look.Challenger)}");
            console.WriteLine($"         before: {Traffic(look.Baseline)}");
        }

        foreach (var entry in rollout.Audit)
        {
            console.WriteLine($"{Figures.Time(entry.Time)}  {entry.By}: {entry.What.ToString().ToLowerInvariant()}, {entry.Reason}");
        }
    }

    private static string StepOf(RolloutRecord rollout)
    {
        if (rollout.State != RolloutState.Rolling || rollout.Position < 0 || rollout.Position >= rollout.LastPosition)
        {
            return "";
        }

        var step = rollout.Plan.Steps[rollout.Position];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{step.Kind.ToString().ToLowerInvariant()} of {step.Percent:0.##}% ({rollout.Position + 1} of {rollout.LastPosition})"
        );
    }

    private static string Names(ModelAlias? alias) => alias is null ? "nothing" : string.Join(", ", alias.Targets.Select(NameOf));

    private static string Traffic(ArmFigures figures) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Requests} requests, {figures.Failed} failed, {(figures.LatencyP95 is { } p95 ? $"{p95:0} ms at the 95th percentile, " : "")}{figures.Liked} liked, {figures.Disliked} disliked"
        );
}
