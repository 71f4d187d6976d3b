namespace Distill.Core.Languages;

/// <summary>A writing system, as far as it helps to tell languages apart.</summary>
public enum Script
{
    /// <summary>No letter: white space, digits, punctuation, symbols, marks.</summary>
    None,

    /// <summary>Latin letters.</summary>
    Latin,

    /// <summary>Chinese characters, also those in Japanese.</summary>
    Han,

    /// <summary>Hiragana and katakana.</summary>
    Kana,

    /// <summary>Korean syllables and letters.</summary>
    Hangul,

    /// <summary>Cyrillic letters.</summary>
    Cyrillic,

    /// <summary>Arabic letters, also those of Persian and Urdu.</summary>
    Arabic,

    /// <summary>Devanagari: Hindi, Marathi, Nepali.</summary>
    Devanagari,

    /// <summary>Greek letters.</summary>
    Greek,

    /// <summary>Hebrew letters.</summary>
    Hebrew,

    /// <summary>Bengali letters.</summary>
    Bengali,

    /// <summary>Gurmukhi: Punjabi.</summary>
    Gurmukhi,

    /// <summary>Gujarati letters.</summary>
    Gujarati,

    /// <summary>Tamil letters.</summary>
    Tamil,

    /// <summary>Telugu letters.</summary>
    Telugu,

    /// <summary>Kannada letters.</summary>
    Kannada,

    /// <summary>Malayalam letters.</summary>
    Malayalam,

    /// <summary>Thai letters.</summary>
    Thai,

    /// <summary>A letter of another script.</summary>
    Other,
}
