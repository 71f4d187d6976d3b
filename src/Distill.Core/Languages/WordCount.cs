namespace Distill.Core.Languages;

/// <summary>Counts and finds words: runs of letters, digits and underscores; each ideograph and kana is a word by itself.</summary>
/// <remarks>Of English the words are those of the regular expression <c>\w+</c>, by which IFEval counts. Allocates nothing.</remarks>
public static class WordCount
{
    /// <summary>The class of what is no part of a word.</summary>
    internal const byte None = 0;

    /// <summary>The class of what makes up words.</summary>
    internal const byte Letter = 1;

    /// <summary>The class of what is a word by itself; of a surrogate pair the high half.</summary>
    internal const byte Ideograph = 2;

    private static readonly byte[] Classes = Fill();

    /// <summary>The words of a text, or <paramref name="enough"/> as soon as there are so many.</summary>
    /// <param name="text">The text.</param>
    /// <param name="enough">Where counting may stop.</param>
    public static int Of(ReadOnlySpan<char> text, int enough = int.MaxValue)
    {
        var (count, at) = (0, 0);
        while (count < enough && Next(text, ref at, out _))
        {
            count++;
        }

        return count;
    }

    /// <summary>The class of a unit.</summary>
    internal static byte Class(char unit) => Classes[unit];

    /// <summary>Finds the next word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to look; then the position after the word.</param>
    /// <param name="start">Where the word begins.</param>
    /// <returns>False when there is none.</returns>
    internal static bool Next(ReadOnlySpan<char> text, ref int at, out int start)
    {
        while (at < text.Length && Class(text[at]) == None)
        {
            at++;
        }

        start = at;
        if (at >= text.Length)
        {
            return false;
        }

        if (Class(text[at]) == Ideograph)
        {
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
            return true;
        }

        while (at < text.Length && Class(text[at]) == Letter)
        {
            at++;
        }

        return true;
    }

    private static byte[] Fill()
    {
        var classes = new byte[char.MaxValue + 1];
        for (var i = 0; i < classes.Length; i++)
        {
            var unit = (char)i;
            var isWord = unit == '_' || char.IsLetterOrDigit(unit) || ScriptTable.Of(unit) != Script.None || ScriptTable.IsMark(unit);
            classes[i] =
                ScriptTable.IsIdeographic(unit) ? Ideograph
                : isWord ? Letter
                : None;
        }

        return classes;
    }
}
