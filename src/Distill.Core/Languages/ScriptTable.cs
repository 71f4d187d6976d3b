using System.Globalization;

namespace Distill.Core.Languages;

/// <summary>The script of each UTF-16 unit, by the blocks of Unicode. Immutable.</summary>
internal static class ScriptTable
{
    private static readonly (char First, char Last, Script Script)[] Blocks =
    [
        ('\u00C0', '\u024F', Script.Latin),
        ('\u0370', '\u03FF', Script.Greek),
        ('\u0400', '\u052F', Script.Cyrillic),
        ('\u0590', '\u05FF', Script.Hebrew),
        ('\u0600', '\u06FF', Script.Arabic),
        ('\u0750', '\u077F', Script.Arabic),
        ('\u0900', '\u097F', Script.Devanagari),
        ('\u0980', '\u09FF', Script.Bengali),
        ('\u0A00', '\u0A7F', Script.Gurmukhi),
        ('\u0A80', '\u0AFF', Script.Gujarati),
        ('\u0B80', '\u0BFF', Script.Tamil),
        ('\u0C00', '\u0C7F', Script.Telugu),
        ('\u0C80', '\u0CFF', Script.Kannada),
        ('\u0D00', '\u0D7F', Script.Malayalam),
        ('\u0E00', '\u0E7F', Script.Thai),
        ('\u1100', '\u11FF', Script.Hangul),
        ('\u1E00', '\u1EFF', Script.Latin),
        ('\u3005', '\u3007', Script.Han),
        ('\u3041', '\u30FF', Script.Kana),
        ('\u3130', '\u318F', Script.Hangul),
        ('\u3400', '\u9FFF', Script.Han),
        ('\uAC00', '\uD7A3', Script.Hangul),
        ('\uF900', '\uFAFF', Script.Han),
        ('\uFF21', '\uFF5A', Script.Latin),
        ('\uFF66', '\uFF9D', Script.Kana),
    ];

    private static readonly byte[] Scripts = Fill();

    /// <summary>The script of a unit. Half of a surrogate pair counts once, for the high half: ideographs, else no letter.</summary>
    public static Script Of(char unit) => (Script)Scripts[unit];

    /// <summary>True for scripts that are written without spaces between words, in which a character is nearest to a word.</summary>
    public static bool IsIdeographic(char unit) => (Script)Scripts[unit] is Script.Han or Script.Kana;

    /// <summary>True for marks that belong to the letter before them: vowel signs of Indic scripts, accents.</summary>
    public static bool IsMark(char unit) =>
        char.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static byte[] Fill()
    {
        var scripts = new byte[char.MaxValue + 1];
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            scripts[unit] = (byte)(
                char.IsAsciiLetter((char)unit) ? Script.Latin
                : char.IsLetter((char)unit) ? Script.Other
                : Script.None
            );
        }

        foreach (var (first, last, script) in Blocks)
        {
            for (int unit = first; unit <= last; unit++)
            {
                scripts[unit] = char.IsLetter((char)unit) || script == Script.Han ? (byte)script : scripts[unit];
            }
        }

        // The supplementary ideographic planes, by their high surrogates.
        Array.Fill(scripts, (byte)Script.Han, 0xD840, 0xD888 - 0xD840);
        return scripts;
    }
}
