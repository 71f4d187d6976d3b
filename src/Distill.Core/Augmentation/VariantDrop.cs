using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Samples;

namespace Distill.Core.Augmentation;

/// <summary>Why a new text does not go on.</summary>
/// <param name="Id">The text, or the call when it gave none.</param>
/// <param name="Call">The call.</param>
/// <param name="Reason">One of <see cref="VariantDropReasons"/>.</param>
/// <param name="Detail">Figures: <c>text</c>, <c>similarity</c>, <c>kept</c>.</param>
public sealed record VariantDrop(string Id, AugmentationCall Call, string Reason, JsonObject Detail)
{
    /// <summary>The drop as a reject; its file and line are those of the call's first seed.</summary>
    /// <param name="seeds">The seeds by id.</param>
    public Reject ToReject(IReadOnlyDictionary<string, Sample> seeds)
    {
        var source = seeds.TryGetValue(Call.Seeds[0], out var seed) ? RowSource.Of(seed) : null;
        var detail = (JsonObject)Detail.DeepClone();
        detail["method"] = AugmentationMethods.NameOf(Call.Method);
        detail["seeds"] = new JsonArray([.. Call.Seeds.Select(id => JsonValue.Create(id))]);
        return new Reject(source?.File ?? "", source?.Line ?? 0, null, Id, VariantDropReasons.Operator, Reason, detail);
    }
}
