using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Filtering;
using Distill.Core.Samples;

namespace Distill.Core.Insight;

/// <summary>Finds the fields that are worth describing when none was named. Not thread-safe.</summary>
/// <remarks>
/// Always turns, lengths, tokens and language; then time, and the labels, scores, feedback and known fields of meta that occur among the samples that were
/// looked at. What first occurs later can be asked for by name.
/// </remarks>
public sealed class FieldDiscovery
{
    /// <summary>Samples that are looked at, from the start.</summary>
    public const int Looked = 2000;

    // Labels and scores are few in practice; a file that uses ids as names would have as many as records.
    private const int MostOfAKind = 8;

    private static readonly string[] Always = ["turns", "length(prompt)", "length(answer)", "tokens", "language"];
    private static readonly string[] KnownMeta = ["model", "alias", "latency_ms", "first_token_ms", "finish_reason", "user"];

    private readonly Dictionary<FilterRoot, SortedSet<string>> _names = new()
    {
        [FilterRoot.Labels] = new(StringComparer.Ordinal),
        [FilterRoot.Scores] = new(StringComparer.Ordinal),
        [FilterRoot.Feedback] = new(StringComparer.Ordinal),
        [FilterRoot.Meta] = new(StringComparer.Ordinal),
    };

    private bool _hasTime;

    /// <summary>The fields so far.</summary>
    public IReadOnlyList<InsightField> Fields =>
        [
            .. Always.Select(InsightField.Of),
            .. Named(FilterRoot.Labels),
            .. _hasTime ? [InsightField.Of("time")] : Array.Empty<InsightField>(),
            .. Named(FilterRoot.Feedback),
            .. Named(FilterRoot.Scores),
            .. Named(FilterRoot.Meta),
        ];

    /// <summary>Looks at a sample.</summary>
    public void Add(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        _hasTime |= SampleTime.Of(sample) is not null;
        _names[FilterRoot.Labels].UnionWith(sample.Labels.Keys);
        _names[FilterRoot.Scores].UnionWith(sample.Scores.Keys);
        _names[FilterRoot.Feedback].UnionWith(Scalars(sample.Feedback));
        _names[FilterRoot.Meta].UnionWith(Scalars(sample.Meta).Intersect(KnownMeta));
    }

    private static IEnumerable<string> Scalars(JsonObject? group) =>
        group
            ?.Where(pair => pair.Value?.GetValueKind() is not (null or JsonValueKind.Object or JsonValueKind.Array))
            .Select(pair => pair.Key)
        ?? [];

    // A name that no path can spell, such as an empty one, is left to those who map it to another.
    private IEnumerable<InsightField> Named(FilterRoot root) =>
        _names[root]
            .Select(name => InsightField.Parse(new FilterField(root, [FieldStep.Of(name)]).ToString(), out _))
            .OfType<InsightField>()
            .Take(MostOfAKind);
}
