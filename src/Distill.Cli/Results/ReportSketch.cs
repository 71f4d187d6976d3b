using System.Text.Json;

namespace Distill.Cli.Results;

/// <summary>The part of a run's JSON report that the terminal shows. Unknown fields are passed over, so newer reports can be read.</summary>
internal sealed record ReportSketch
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>True when the emulator answered for any model.</summary>
    public bool Emulated { get; init; }

    /// <summary>The currency of all money.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The models compared, the teacher first.</summary>
    public IReadOnlyList<ModelSketch> Models { get; init; } = [];

    /// <summary>The decision.</summary>
    public DecisionSketch? Decision { get; init; }

    /// <summary>Reads a report.</summary>
    /// <exception cref="JsonException">The text is no report.</exception>
    public static ReportSketch Parse(string json) =>
        JsonSerializer.Deserialize<ReportSketch>(json, Options) ?? throw new JsonException("The report is empty.");

    /// <summary>A model of the comparison.</summary>
    public sealed record ModelSketch(MeasurementSketch Measurement, RatiosSketch? Ratios);

    /// <summary>What was measured of a model.</summary>
    public sealed record MeasurementSketch
    {
        /// <summary>Its name.</summary>
        public string Name { get; init; } = "";

        /// <summary><c>teacher</c>, <c>student_before</c> or <c>student_after</c>.</summary>
        public string Role { get; init; } = "";

        /// <summary>The round that trained it.</summary>
        public int Round { get; init; }

        /// <summary>Its quality.</summary>
        public EstimateSketch? Quality { get; init; }

        /// <summary><c>accuracy</c>, <c>agreement</c> or <c>judge_score</c>.</summary>
        public string QualityMetric { get; init; } = "";

        /// <summary>Samples of the test set.</summary>
        public long Samples { get; init; }

        /// <summary>Median latency in milliseconds.</summary>
        public double? P50Ms { get; init; }

        /// <summary>Money for 1,000 requests.</summary>
        public decimal? CostPerThousand { get; init; }
    }

    /// <summary>A figure with its interval.</summary>
    public sealed record EstimateSketch(double Value, double Low, double High);

    /// <summary>A student as a ratio to the teacher.</summary>
    public sealed record RatiosSketch(EstimateSketch? Quality, double? Speed, double? Cost);

    /// <summary>The decision.</summary>
    public sealed record DecisionSketch(string Outcome, string? Student, string Summary);
}
