using System.Text.Json.Nodes;
using Distill.Core.Formats.Writing;

namespace Distill.Core.Datasets.Operations;

/// <summary>A dataset is written as a file of another format.</summary>
public sealed class ExportPlan : DatasetOperationPlan
{
    private ExportPlan(ExportOptions options) => Options = options;

    /// <summary>How samples are written.</summary>
    public ExportOptions Options { get; }

    internal static ExportPlan Read(JsonObject parameters, Action<string, string, string?> report)
    {
        var given = Deserialize<Parameters>(parameters);
        if (!ExportFormats.All.Contains(given.Format))
        {
            report("format", $"'{given.Format}' is no format that is written.", $"Use one of {string.Join(", ", ExportFormats.All)}.");
        }

        if (given is { Format: ExportFormats.OpenAIBatchInput, Model: null })
        {
            report("model", "A batch names the model that it asks.", "Give the model, or the deployment.");
        }

        return new ExportPlan(new ExportOptions { Format = given.Format, Model = given.Model });
    }

    private sealed record Parameters(string Format = ExportFormats.Canonical, string? Model = null);
}
