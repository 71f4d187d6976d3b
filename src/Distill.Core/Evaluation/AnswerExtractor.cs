using Distill.Core.Normalization;

namespace Distill.Core.Evaluation;

/// <summary>Reads the value out of an answer text. Immutable and thread-safe; never throws on an answer.</summary>
public abstract class AnswerExtractor
{
    private readonly Dictionary<string, string> _labels;

    private protected AnswerExtractor(AnswerFormat format) =>
        _labels = format
            .Labels.GroupBy(TextKey.Of, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>The kinds of formats.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["exact", "json", "regex", "label"];

    /// <summary>The extractor of a format.</summary>
    /// <exception cref="InvalidSettingException">The format is incomplete or unknown; the message names the field and the remedy.</exception>
    public static AnswerExtractor Create(AnswerFormat format) =>
        format.Kind switch
        {
            "exact" => new ExactAnswerExtractor(format),
            "json" => new JsonAnswerExtractor(format),
            "regex" => new RegexAnswerExtractor(format),
            "label" => new LabelAnswerExtractor(format),
            _ => throw new InvalidSettingException($"The answer format '{format.Kind}' is unknown; known are {string.Join(", ", Kinds)}."),
        };

    /// <summary>Reads the value. Where labels are given, it has the spelling of the label.</summary>
    public ExtractedAnswer Extract(string? answer)
    {
        if (string.IsNullOrWhiteSpace(answer))
        {
            return ExtractedAnswer.Invalid("empty_answer");
        }

        var extracted = Read(answer);
        return extracted.Value is { } value && _labels.Count > 0 ? Allowed(value) : extracted;
    }

    /// <summary>Reads the value of an answer that is not blank; the labels are checked afterwards.</summary>
    private protected abstract ExtractedAnswer Read(string answer);

    private ExtractedAnswer Allowed(string value) =>
        _labels.TryGetValue(TextKey.Of(value), out var label) ? ExtractedAnswer.Of(label) : ExtractedAnswer.Invalid("value_not_allowed");
}
