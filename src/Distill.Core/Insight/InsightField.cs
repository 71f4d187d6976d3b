using Distill.Core.Filtering;
using Distill.Core.Filtering.Evaluation;
using Distill.Core.Inference.Pacing;
using Distill.Core.Languages;
using Distill.Core.Samples;

namespace Distill.Core.Insight;

/// <summary>A field that insight describes: a field of a filter, its length, its tokens, words or language. Immutable and thread-safe; equal by name.</summary>
public sealed class InsightField : IEquatable<InsightField>
{
    private const int LanguageSpan = 2000;

    private readonly Func<Sample, InsightValue> _read;

    private InsightField(string name, InsightMeasure measure, FilterField? field, Func<Sample, InsightValue> read)
    {
        Name = name;
        Measure = measure;
        Field = field;
        _read = read;
    }

    /// <summary>Its name in one spelling, for example <c>length(answer)</c>, <c>labels.intent</c>, <c>tokens</c>.</summary>
    public string Name { get; }

    /// <summary>What is taken of the field.</summary>
    public InsightMeasure Measure { get; }

    /// <summary>The field; null for the tokens of a whole conversation.</summary>
    public FilterField? Field { get; }

    /// <summary>True when its numbers are moments.</summary>
    public bool IsTime => Measure == InsightMeasure.Value && Field!.IsTime;

    /// <summary>
    /// Reads a field: what <see cref="FilterField.Parse"/> reads, <c>tokens(FIELD)</c>, <c>words(FIELD)</c>, <c>language(FIELD)</c>, <c>tokens</c> (of the
    /// whole conversation, estimated) or <c>language</c> (of the prompt).
    /// </summary>
    /// <param name="text">The field.</param>
    /// <param name="error">What is wrong; null for a field.</param>
    /// <returns>The field, or null.</returns>
    public static InsightField? Parse(string text, out FilterError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        error = null;
        var trimmed = text.Trim();
        if (trimmed == "tokens")
        {
            return new InsightField(
                "tokens",
                InsightMeasure.Tokens,
                null,
                sample => InsightValue.Of(TokenEstimate.OfInput(sample.Messages))
            );
        }

        var (measure, inner) = Split(trimmed == "language" ? "language(prompt)" : trimmed);
        return FilterField.Parse(inner, out error) is not { } field ? null
            : measure != InsightMeasure.Value && (field.IsNumber || field.IsTime) ? Refuse(inner, measure, out error)
            : Of(measure, field);
    }

    /// <summary>The field of a name that the program itself gives.</summary>
    /// <exception cref="ArgumentException">It is no field.</exception>
    public static InsightField Of(string name) =>
        Parse(name, out var error) ?? throw new ArgumentException($"'{name}' is no field: {error}", nameof(name));

    /// <summary>What the field of a sample holds.</summary>
    public InsightValue Read(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return _read(sample);
    }

    /// <inheritdoc />
    public bool Equals(InsightField? other) => other is not null && Name == other.Name;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as InsightField);

    /// <inheritdoc />
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Name;

    private static InsightField Of(InsightMeasure measure, FilterField field)
    {
        var read = FieldReader.Of(field);
        return measure switch
        {
            InsightMeasure.Value => new InsightField(field.ToString(), measure, field, sample => InsightValue.Of(read(sample))),
            InsightMeasure.Tokens => OfText("tokens", text => InsightValue.Of(TokenCount.Of(text))),
            InsightMeasure.Words => OfText("words", text => InsightValue.Of(WordCount.Of(text))),
            _ => OfText("language", text => InsightValue.Of(LanguageIdentifier.Identify(Head(text)).Code)),
        };

        InsightField OfText(string name, Func<string, InsightValue> of) =>
            new($"{name}({field})", measure, field, sample => read(sample).Text is { } text ? of(text) : InsightValue.Missing);
    }

    private static (InsightMeasure, string) Split(string text)
    {
        foreach (var measure in new[] { InsightMeasure.Tokens, InsightMeasure.Words, InsightMeasure.Language })
        {
            var name = measure.ToString();
            if (text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && text[name.Length..].TrimStart() is ['(', .. var inner, ')'])
            {
                return (measure, inner);
            }
        }

        return (InsightMeasure.Value, text);
    }

    private static InsightField? Refuse(string inner, InsightMeasure measure, out FilterError error)
    {
        var name = measure.ToString().ToLowerInvariant();
        error = new FilterError($"'{inner.Trim()}' is no text, so it has no {name}", $"write for example {name}(answer)", 1, inner.Length);
        return null;
    }

    private static string Head(string text) => text.Length <= LanguageSpan ? text : text[..LanguageSpan];
}
