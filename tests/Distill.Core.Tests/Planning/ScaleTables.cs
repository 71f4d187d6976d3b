using System.Globalization;
using System.Text;
using Distill.Core.Models;
using Distill.Core.Planning;
using Distill.Core.Runs;

namespace Distill.Core.Tests.Planning;

/// <summary>The tables of <c>docs/scale.md</c>, made by the planner.</summary>
internal static class ScaleTables
{
    private static readonly ModelEntry Teacher = Model("teacher") with { InputPrice = 2.00m, OutputPrice = 8.00m };
    private static readonly ModelEntry Student = Model("student") with { InputPrice = 0.10m, OutputPrice = 0.40m, TrainingPrice = 1.50m };

    /// <summary>Money for a million records by their size.</summary>
    public static string Money()
    {
        var table = Head("prompt, tokens", "answer, tokens", "teacher", "training, 3 epochs", "evaluation", "judge", "in all");
        foreach (var (input, output) in new[] { (100, 20), (200, 100), (1_000, 300), (4_000, 500) })
        {
            var request = Request(1_000_000) with
            {
                Judge = Teacher,
                Assumptions = new PlanAssumptions { InputTokens = input, OutputTokens = output },
            };
            var forecast = RunPlanner.Plan(request);
            var costs = new[] { RunStages.Teacher, RunStages.Train, RunStages.Evaluate, RunStages.Judge }.Select(stage =>
                Of(forecast, stage).Cost
            );
            Row(table, [Count(input), Count(output), .. costs.Append(forecast.Total.Cost).Select(cost => Count((long)cost))]);
        }

        return table.ToString();
    }

    /// <summary>Durable work and storage by the number of records.</summary>
    public static string Work()
    {
        var table = Head(
            "records",
            "shards",
            "orchestrations",
            "activities",
            "history rows",
            "longest history",
            "storage requests",
            "GB written"
        );
        for (var records = 1_000L; records <= 100_000_000; records *= 10)
        {
            var forecast = RunPlanner.Plan(Request(records));
            var total = forecast.Total;
            Row(
                table,
                Count(records),
                Count(Of(forecast, RunStages.Teacher).Shards),
                Count(total.Work.Orchestrations),
                Count(total.Work.Activities),
                Count(total.Work.HistoryRows),
                Count(forecast.LongestHistory),
                Count((long)total.StorageRequests),
                (total.Bytes / 1e9).ToString("N2", CultureInfo.InvariantCulture)
            );
        }

        return table.ToString();
    }

    /// <summary>How long a million answers take under a quota.</summary>
    public static string Quotas()
    {
        var table = Head("requests a minute", "tokens a minute", "maxConcurrency", "answers a second", "hours for a million", "bound by");
        foreach (
            var (requests, tokens, concurrency) in new (int?, int?, int)[]
            {
                (500, 200_000, 64),
                (5_000, 2_000_000, 64),
                (10_000, 30_000_000, 64),
                (10_000, 30_000_000, 512),
                (30_000, 150_000_000, 512),
                (30_000, 150_000_000, 2_048),
                (null, null, 64),
                (null, null, 2_048),
            }
        )
        {
            var teacher = Teacher with { RequestsPerMinute = requests, TokensPerMinute = tokens, MaxConcurrency = concurrency };
            var stage = Of(RunPlanner.Plan(Request(1_000_000) with { Teacher = teacher, InFlight = 64 }), RunStages.Teacher);
            var asking = ModelPace.Of(teacher, 5_000, 64, 300, 2);
            Row(
                table,
                requests is { } allowed ? Count(allowed) : "none",
                tokens is { } most ? Count(most) : "none",
                Count(concurrency),
                asking.CallsPerSecond.ToString("N1", CultureInfo.InvariantCulture),
                (stage.Seconds / 3600).ToString("N1", CultureInfo.InvariantCulture),
                Words(stage.Limit)
            );
        }

        return table.ToString();
    }

    private static string Words(BindingLimit limit) =>
        limit switch
        {
            BindingLimit.RequestsPerMinute => "requests a minute",
            BindingLimit.TokensPerMinute => "tokens a minute",
            BindingLimit.RequestsInFlight => "requests in flight",
            _ => limit.ToString(),
        };

    private static PlanRequest Request(long records) =>
        new()
        {
            Records = records,
            Teacher = Teacher,
            Students = [new PlannedStudent("student", Student)],
        };

    private static PlannedStage Of(RunForecast forecast, string stage) => forecast.Stages.Single(planned => planned.Stage == stage);

    private static ModelEntry Model(string name) =>
        new()
        {
            Name = name,
            Endpoint = new Uri("http://127.0.0.1:1/v1"),
            Model = name,
        };

    private static StringBuilder Head(params string[] columns)
    {
        var table = new StringBuilder();
        Row(table, columns);
        return table.Append('|').Insert(table.Length, "---:|", columns.Length).Append('\n');
    }

    private static void Row(StringBuilder table, params string[] cells) => table.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
