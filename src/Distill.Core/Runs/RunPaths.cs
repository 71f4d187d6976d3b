using System.Globalization;

namespace Distill.Core.Runs;

/// <summary>Where a run keeps what. Every path follows from run, round and role, so a step that is done again finds and replaces its own blobs.</summary>
public static class RunPaths
{
    /// <summary>The container of all runs.</summary>
    public const string Container = "runs";

    /// <summary>The spec as it was accepted.</summary>
    public static string Spec(string runId) => $"{Container}/{runId}/spec.yaml";

    /// <summary>The inference journal of a shard of the dataset that the answers make.</summary>
    public static string Journal(string runId, string datasetId, int shard) =>
        $"{Container}/{runId}/journal/{datasetId}/{Number(shard)}.jsonl";

    /// <summary>What a finished shard of a fan-out says of itself.</summary>
    public static string Receipt(string runId, string datasetId, int shard) =>
        $"{Container}/{runId}/receipts/{datasetId}/{Number(shard)}.json";

    /// <summary>A training file (<c>train</c> or <c>validation</c>) of a round, OpenAI chat JSONL.</summary>
    public static string TrainingFile(string runId, int round, string part) => $"{Container}/{runId}/r{round}/{part}.jsonl";

    /// <summary>What a round's augmentation planned.</summary>
    public static string AugmentPlan(string runId, int round) => $"{Container}/{runId}/r{round}/augment-plan.json";

    /// <summary>What came of a round's augmentation.</summary>
    public static string Augmentation(string runId, int round) => $"{Container}/{runId}/r{round}/augmentation.json";

    /// <summary>The platform's ids of a candidate's files and job.</summary>
    public static string TrainingJob(string runId, int round, string student) => $"{Container}/{runId}/r{round}/{student}/job.json";

    /// <summary>The full report of a candidate's training.</summary>
    public static string Training(string runId, int round, string student) => $"{Container}/{runId}/r{round}/{student}/training.json";

    /// <summary>The measurements of a round and its decision.</summary>
    public static string Measurement(string runId, int round) => $"{Container}/{runId}/r{round}/measurement.json";

    /// <summary>What a step of a turn of the flywheel found, for its report: <c>join</c> or <c>selection</c>.</summary>
    public static string Turn(string runId, string step) => $"{Container}/{runId}/turn/{step}.json";

    /// <summary>The report in a format: <c>html</c>, <c>md</c> or <c>json</c>.</summary>
    public static string Report(string runId, string format) => $"{Container}/{runId}/report.{format}";

    /// <summary>What was measured of each sample of the test set, as JSON lines.</summary>
    public static string Samples(string runId) => $"{Container}/{runId}/samples.jsonl";

    /// <summary>How cleaning changed the data of a round.</summary>
    public static string Cleaning(string runId, int round) => $"{Container}/{runId}/r{round}/cleaning.json";

    /// <summary>A file of an evaluation: its plan, report, verdicts or decision record.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="part">The evaluation within the run.</param>
    /// <param name="file">The file's name.</param>
    public static string Evaluation(string runId, string part, string file) => $"{Container}/{runId}/evaluations/{part}/{file}";

    private static string Number(int shard) => shard.ToString("D5", CultureInfo.InvariantCulture);
}
