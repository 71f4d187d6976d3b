using System.Text.Json.Nodes;
using Distill.Core.Filtering;
using Distill.Core.Insight;
using Distill.Core.Samples;
using Distill.Core.Splits;

namespace Distill.Core.Datasets.Operations;

/// <summary>A dataset becomes training, validation and test set without near-duplicates across.</summary>
public sealed class SplitPlan : DatasetOperationPlan
{
    private readonly InsightField? _by;

    private SplitPlan(SplitOptions options, InsightField? by) => (Options, _by) = (options, by);

    /// <summary>Shares, seed and threshold.</summary>
    public SplitOptions Options { get; }

    /// <summary>The class of a sample, whose shares each part keeps; null for none.</summary>
    public string? ClassOf(Sample sample) => _by?.Read(sample) is { IsMissing: false } value ? value.ToString() : null;

    internal static SplitPlan? Read(JsonObject parameters, Action<string, string, string?> report)
    {
        var given = Deserialize<Parameters>(parameters);
        FilterError? error = null;
        var by = given.By is null ? null : InsightField.Parse(given.By, out error);
        if (error is not null)
        {
            report("by", error.Message, error.Remedy);
        }

        var options = new SplitOptions
        {
            Train = given.Train,
            Validation = given.Validation,
            Test = given.Test,
            Seed = given.Seed,
            NearDuplicateThreshold = given.NearDuplicates,
        };
        if (options.Validate() is { } wrong)
        {
            report("train", wrong, "Correct train, validation, test or nearDuplicates.");
        }

        return new SplitPlan(options, by);
    }

    private sealed record Parameters(
        double Train = 0.8,
        double Validation = 0.1,
        double Test = 0.1,
        int Seed = 42,
        double NearDuplicates = 0.8,
        string? By = null
    );
}
