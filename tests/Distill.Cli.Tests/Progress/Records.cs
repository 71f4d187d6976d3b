using Distill.Core.Inference;
using Distill.Core.Runs;

namespace Distill.Cli.Tests.Progress;

/// <summary>Run records for tests.</summary>
internal static class Records
{
    private static readonly DateTimeOffset Time = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public static RunRecord At(string stage, RunStatus status = RunStatus.Running) =>
        new()
        {
            Id = "demo",
            Pipeline = "distill",
            Name = "demo",
            Status = status,
            Stage = stage,
            CreatedAt = Time,
            UpdatedAt = Time,
            EndedAt = status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled ? Time : null,
            SpecPath = "runs/demo/spec.yaml",
            Counts = new Dictionary<string, long> { ["imported"] = 2120, ["rejected"] = 20 },
            Usage = new Dictionary<string, InferenceUsage>
            {
                ["teacher/teacher"] = new() { Cost = 0.52m, CacheHits = 1500 },
            },
        };

    /// <summary>A run whose teacher has answered so many calls, a quarter of its shards being done.</summary>
    public static RunRecord Asked(long calls) =>
        At(RunStages.Teacher) with
        {
            Counts = new Dictionary<string, long> { ["teacher.shards"] = 40, ["teacher.shards.done"] = 10 },
            Usage = new Dictionary<string, InferenceUsage> { ["teacher/teacher"] = new() { Calls = calls } },
        };
}
