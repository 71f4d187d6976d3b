using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Annotation;
using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Activities.Annotating;

/// <summary>The drafts of a sample on their way through the shards: <c>meta.drafts</c>.</summary>
internal static class SampleDrafts
{
    private const string Field = "drafts";

    /// <summary>The drafts; none when the sample has no such field.</summary>
    public static IReadOnlyList<AnnotationCandidate> Of(Sample sample) =>
        sample.Meta?[Field]?.Deserialize<List<AnnotationCandidate>>(StorageJson.Options) ?? [];

    /// <summary>The sample with drafts.</summary>
    public static Sample With(Sample sample, IEnumerable<AnnotationCandidate> drafts)
    {
        var meta = (JsonObject?)sample.Meta?.DeepClone() ?? [];
        meta[Field] = JsonSerializer.SerializeToNode(drafts, StorageJson.Options);
        return sample with { Meta = meta };
    }

    /// <summary>The sample as it was before it was drafted.</summary>
    public static Sample Without(Sample sample)
    {
        if (sample.Meta is null || !sample.Meta.ContainsKey(Field))
        {
            return sample;
        }

        var meta = (JsonObject)sample.Meta.DeepClone();
        meta.Remove(Field);
        return sample with { Meta = meta };
    }
}
