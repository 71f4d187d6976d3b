using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Distill.Core.Datasets.Operations;

/// <summary>What is done to a dataset, read from JSON and checked. Immutable.</summary>
public abstract class DatasetOperationPlan
{
    /// <summary>The operations: clean, sample, split, export.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["clean", "sample", "split", "export"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads and checks the parameters of an operation.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="report">Takes errors: the field, what is wrong, the remedy.</param>
    /// <returns>The plan; null when something was reported.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such operation.</exception>
    public static DatasetOperationPlan? Parse(string kind, JsonObject parameters, Action<string, string, string?> report)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(report);
        var isValid = true;
        try
        {
            DatasetOperationPlan? plan = kind switch
            {
                "clean" => CleaningPlan.Read(parameters, Report),
                "sample" => SamplingPlan.Read(parameters, Report),
                "split" => SplitPlan.Read(parameters, Report),
                "export" => ExportPlan.Read(parameters, Report),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such operation."),
            };
            return isValid ? plan : null;
        }
        catch (JsonException wrong)
        {
            report(wrong.Path?.TrimStart('$', '.') ?? "", Samples.JsonLine.Summary(wrong.Message), null);
            return null;
        }

        void Report(string field, string message, string? remedy)
        {
            isValid = false;
            report(field, message, remedy);
        }
    }

    private protected static T Deserialize<T>(JsonObject parameters) => parameters.Deserialize<T>(Json)!;
}
