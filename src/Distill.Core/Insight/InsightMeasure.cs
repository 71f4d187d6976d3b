namespace Distill.Core.Insight;

/// <summary>What insight takes of a field.</summary>
public enum InsightMeasure
{
    /// <summary>The value itself.</summary>
    Value,

    /// <summary>Tokens of a text (<see cref="Languages.TokenCount"/>); of the whole conversation an estimate (<see cref="Inference.Pacing.TokenEstimate"/>).</summary>
    Tokens,

    /// <summary>Words of a text (<see cref="Languages.WordCount"/>).</summary>
    Words,

    /// <summary>Language of a text (<see cref="Languages.LanguageIdentifier"/>), of which the first 2,000 units are looked at.</summary>
    Language,
}
