using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Inference;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Models;
using Distill.Core.Runs;
using Distill.Core.Samples;

namespace Distill.Testing;

/// <summary>Records for tests: valid, small, each field that matters is an argument.</summary>
public static class Some
{
    /// <summary>A fixed time.</summary>
    public static DateTimeOffset Time { get; } = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public static Sample Sample(string id = "s1", string prompt = "今天天气怎么样？", string? answer = "晴，十五度。")
    {
        var sample = new Sample { Id = id, Messages = [Message.User(prompt)] };
        return answer is null ? sample : sample.WithAnswer(answer);
    }

    public static IEnumerable<Sample> Samples(int count) =>
        Enumerable.Range(0, count).Select(index => Sample($"s{index}", $"问题 {index}", $"回答 {index}"));

    public static Reject Reject(string reason = "malformed_json", long line = 3, string file = "in.jsonl") =>
        new(file, line, 120, null, "import", reason, new JsonObject { ["field"] = "messages", ["message"] = "not valid" });

    public static DatasetDraft Draft(string id = "run1-train", string name = "news", params IReadOnlyList<string> parents) =>
        new()
        {
            Id = id,
            Name = name,
            Operation = "import",
            Parents = parents,
        };

    public static DatasetManifest Manifest(string id = "d1", string name = "news", int version = 1, int minutes = 0) =>
        new()
        {
            Id = id,
            Name = name,
            Version = version,
            Parents = ["p1"],
            Operation = "clean",
            Parameters = new JsonObject { ["recipe"] = "默认", ["limit"] = 1.5 },
            Shards = [new ShardInfo($"datasets/{id}/shard-00000.jsonl", 10, 1234, new string('a', 64))],
            RejectsPath = $"datasets/{id}/rejects.jsonl",
            Rejects = new Dictionary<string, long> { ["too_long"] = 2 },
            CreatedAt = Time.AddMinutes(minutes),
        };

    public static RunRecord Run(string id = "r1", int minutes = 0) =>
        new()
        {
            Id = id,
            Pipeline = "distill",
            Name = "公告情感",
            Status = RunStatus.Running,
            Stage = "teacher",
            CreatedAt = Time.AddMinutes(minutes),
            UpdatedAt = Time.AddMinutes(minutes),
            SpecPath = $"runs/{id}/spec.yaml",
            Counts = new Dictionary<string, long> { ["imported"] = 500 },
            Usage = new Dictionary<string, InferenceUsage>
            {
                ["teacher/teacher"] = new()
                {
                    Calls = 5,
                    Cost = 0.125m,
                    Latency = LatencyHistogram.Of([10, 20, 400]),
                },
            },
            Datasets = new Dictionary<string, string> { ["train"] = "d1" },
        };

    /// <summary>A gate's decision about this subject.</summary>
    public static GateDecision Decision(GateSubject? subject, GateOutcome outcome = GateOutcome.Promote) =>
        new()
        {
            Outcome = outcome,
            Summary = "as measured",
            Subject = subject,
            DecidedAt = Time,
            Rule = new GateRule(),
            Evidence = new GateEvidence
            {
                Challenger = "challenger",
                Baseline = "baseline",
                EvaluationSet = "eval@3",
                Gsb = new GsbCounts(220, 100, 130),
            },
            Checks = [],
        };

    public static ModelVersion Model(string id = "ft:student:1", int minutes = 0, params IReadOnlyList<string> datasets) =>
        new()
        {
            Id = id,
            Name = "small",
            BaseModel = "student-small",
            RunId = "r1",
            Datasets = datasets,
            JobId = "ftjob-1",
            CreatedAt = Time.AddMinutes(minutes),
            Quality = new Dictionary<string, double> { ["accuracy"] = 0.93 },
        };

    public static ChatAnswer Answer(string key, string content = "```json {\"data\":\"正面\"} ```") =>
        new(key, content, "stop", 12, 40, 812.5, "teacher");
}
