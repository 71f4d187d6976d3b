using System.Globalization;
using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>A field of samples whose values are the slices of an evaluation. Immutable.</summary>
/// <remarks>
/// <c>labels.NAME</c>, <c>meta.NAME</c>, <c>feedback.NAME</c> (nested names with further dots), or <c>feedback</c>: what users said of the logged answer, as
/// <c>liked</c>, <c>disliked</c> or <c>no feedback</c>. A sample without the field is in no slice of it.
/// </remarks>
public sealed class SliceField
{
    private const string Feedback = "feedback";
    private static readonly string[] Groups = ["labels", "meta", Feedback];
    private readonly string[] _path;

    private SliceField(string[] path) => _path = path;

    /// <summary>The field of a path.</summary>
    /// <exception cref="InvalidSettingException">The path names no field of a sample.</exception>
    public static SliceField Parse(string path)
    {
        var parts = path.Split('.');
        var known =
            parts.All(part => part.Length > 0)
            && (path == Feedback || (parts.Length > 1 && Groups.Contains(parts[0], StringComparer.Ordinal)));
        return known
            ? new SliceField(parts)
            : throw new InvalidSettingException(
                $"'{path}' is no field to slice by; write labels.NAME, meta.NAME, feedback.NAME or feedback."
            );
    }

    /// <summary>The slice of a sample, or null.</summary>
    public string? Of(Sample sample) =>
        _path switch
        {
            [Feedback] => Liking(sample),
            ["labels", ..] => sample.Labels.GetValueOrDefault(string.Join('.', _path[1..])),
            ["meta", ..] => Text(sample.Meta),
            _ => Text(sample.Feedback),
        };

    /// <summary>The slices of a sample by several fields; with more than one field each is named, <c>labels.intent=refund</c>.</summary>
    public static IReadOnlyList<string> Of(Sample sample, IReadOnlyList<SliceField> fields) =>
        fields.Count == 1
            ? fields[0].Of(sample) is { } only
                ? [only]
                : []
            : [.. fields.Select(field => field.Of(sample) is { } slice ? $"{field}={slice}" : null).OfType<string>()];

    /// <inheritdoc />
    public override string ToString() => string.Join('.', _path);

    private static string Liking(Sample sample) =>
        double.TryParse(sample.Feedback?["thumb"]?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var thumb)
        && thumb != 0
            ? thumb > 0
                ? "liked"
                : "disliked"
            : "no feedback";

    private string? Text(JsonObject? root)
    {
        JsonNode? node = root;
        foreach (var name in _path.Skip(1))
        {
            node = (node as JsonObject)?[name];
        }

        return node is JsonValue value ? value.ToString() : null;
    }
}
