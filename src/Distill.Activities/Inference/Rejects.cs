using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Inference;
using Distill.Core.Samples;

namespace Distill.Activities.Inference;

/// <summary>Makes rejects of samples that do not go on.</summary>
internal static class Rejects
{
    /// <summary>A sample that a model refused.</summary>
    public static Reject Of(Sample sample, string model, CallRefusal refusal) =>
        Of(sample, $"model:{model}", refusal.Reason, new JsonObject { ["message"] = refusal.Message });

    /// <summary>A sample that an operator dropped; the line is that of the run's source.</summary>
    public static Reject Of(Sample sample, string by, string reason, JsonObject? detail = null)
    {
        var source = RowSource.Of(sample);
        return new Reject(source?.File ?? "", source?.Line ?? 0, null, sample.Id, by, reason, detail);
    }
}
