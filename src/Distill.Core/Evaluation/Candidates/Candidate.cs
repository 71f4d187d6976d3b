using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Candidates;

/// <summary>What is known of a model that might be deployed.</summary>
/// <param name="Name">The model.</param>
/// <param name="Quality">Its quality, higher is better; null when not measured.</param>
/// <param name="P50Ms">Median latency in milliseconds; null when not measured.</param>
/// <param name="P95Ms">95th percentile of the latency in milliseconds; null when not measured.</param>
/// <param name="CostPerThousand">Money for 1,000 requests; null when not known.</param>
public sealed record Candidate(string Name, Estimate? Quality, double? P50Ms, double? P95Ms, decimal? CostPerThousand)
{
    /// <summary>True when quality, latency and cost are all known, without which nothing can be weighed.</summary>
    public bool IsComplete => Quality is not null && P95Ms is not null && CostPerThousand is not null;

    /// <summary>The candidate of a measurement.</summary>
    public static Candidate Of(ModelMeasurement measurement) =>
        new(measurement.Name, measurement.Quality, measurement.P50Ms, measurement.P95Ms, measurement.CostPerThousand);
}
