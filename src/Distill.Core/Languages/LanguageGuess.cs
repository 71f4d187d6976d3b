namespace Distill.Core.Languages;

/// <summary>The language that a text seems to be in.</summary>
/// <param name="Code">ISO 639-1 code, or <c>und</c> when it cannot be told.</param>
/// <param name="Share">Share of the letters that are in the language's script, 0 to 1; an ideograph weighs as much as four letters.</param>
/// <param name="Letters">Letters looked at.</param>
public readonly record struct LanguageGuess(string Code, double Share, int Letters)
{
    /// <summary>The code of a language that cannot be told.</summary>
    public const string Undetermined = "und";

    /// <summary>True when the language could be told.</summary>
    public bool IsDetermined => Code != Undetermined;
}
