using System.Diagnostics.Metrics;

namespace Distill.Core.Telemetry;

/// <summary>The metrics. Names, units and buckets that begin with <c>gen_ai</c> are those of the OpenTelemetry semantic conventions for generative AI.</summary>
public static class DistillMetrics
{
    /// <summary>Seconds a model call took.</summary>
    public static Histogram<double> OperationDuration { get; } =
        DistillTelemetry.Meter.CreateHistogram(
            "gen_ai.client.operation.duration",
            "s",
            "Duration of a model call.",
            tags: null,
            advice: Buckets(0.01, 14, 2)
        );

    /// <summary>Tokens of a model call, by <c>gen_ai.token.type</c>.</summary>
    public static Histogram<double> TokenUsage { get; } =
        DistillTelemetry.Meter.CreateHistogram(
            "gen_ai.client.token.usage",
            "{token}",
            "Tokens of a model call.",
            tags: null,
            advice: Buckets(1, 14, 4)
        );

    /// <summary>Money paid to models, in the currency of the configured prices.</summary>
    public static Counter<double> Cost { get; } =
        DistillTelemetry.Meter.CreateCounter<double>(
            "distill.cost",
            "{currency}",
            "Money paid for model calls and training, by the configured prices."
        );

    /// <summary>Records that a step passed on.</summary>
    public static Counter<long> Records { get; } =
        DistillTelemetry.Meter.CreateCounter<long>("distill.records", "{record}", "Records that a step passed on.");

    /// <summary>Records that a step rejected.</summary>
    public static Counter<long> Rejects { get; } =
        DistillTelemetry.Meter.CreateCounter<long>(
            "distill.rejects",
            "{record}",
            "Records that a step rejected, with a reason in its rejects file."
        );

    /// <summary>Answers taken from the cross-run cache.</summary>
    public static Counter<long> CacheHits { get; } =
        DistillTelemetry.Meter.CreateCounter<long>("distill.cache.hits", "{call}", "Calls answered by the cache across runs, unpaid.");

    /// <summary>Counts what came of a step.</summary>
    /// <param name="step">Name of the activity.</param>
    /// <param name="records">Records passed on.</param>
    /// <param name="rejects">Records rejected.</param>
    public static void CountRecords(string step, long records, long rejects)
    {
        var tag = new KeyValuePair<string, object?>("distill.stage", step);
        Records.Add(records, tag);
        Rejects.Add(rejects, tag);
    }

    /// <summary>Counts what a training job cost.</summary>
    /// <param name="model">Configured name of the model that was trained.</param>
    /// <param name="cost">Money, by the configured price.</param>
    public static void CountTraining(string model, decimal cost) =>
        Cost.Add((double)cost, new("gen_ai.operation.name", "fine_tuning"), new KeyValuePair<string, object?>("distill.model", model));

    private static InstrumentAdvice<double> Buckets(double first, int count, double factor) =>
        new() { HistogramBucketBoundaries = [.. Enumerable.Range(0, count).Select(step => first * Math.Pow(factor, step))] };
}
