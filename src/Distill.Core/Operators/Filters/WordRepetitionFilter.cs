using Distill.Core.Languages;

namespace Distill.Core.Operators.Filters;

/// <summary><c>word_repetition_filter</c>: runs of words do not occur again and again; case does not matter, and a Chinese character is a word.</summary>
internal sealed class WordRepetitionFilter(int n, double max, string target) : RepetitionFilter(Descriptor.Name, n, max, target)
{
    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "word_repetition_filter",
            OperatorKind.Filter,
            "Drops texts in which a large share of the runs of words occurs more than once.",
            Parameters("words", 10),
            (arguments, _) => new WordRepetitionFilter(arguments.Integer("n"), arguments.Number("max"), arguments.Choice("target"))
        );

    protected override string Unit => "words";

    protected override bool TopOnly => false;

    protected override int Hash(string text, Span<ulong> units)
    {
        // One pass, with FNV-1a over the letters of a word.
        var (count, hash) = (0, Offset);
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            var kind = WordCount.Class(unit);
            if (kind == WordCount.Letter)
            {
                hash = (hash ^ Fold(unit)) * Prime;
                continue;
            }

            if (hash != Offset)
            {
                units[count++] = Spread(hash);
                hash = Offset;
            }

            if (kind == WordCount.Ideograph)
            {
                units[count++] = Spread(char.IsHighSurrogate(unit) && i + 1 < text.Length ? ((ulong)unit << 16) | text[i + 1] : unit);
            }
        }

        if (hash != Offset)
        {
            units[count++] = Spread(hash);
        }

        return count;
    }

    // Scripts with case come first in Unicode; the rest need no look into the tables.
    private static uint Fold(char unit) =>
        char.IsAsciiLetterUpper(unit) ? unit | 0x20u
        : unit is > '\u007F' and < '\u2000' ? char.ToLowerInvariant(unit)
        : unit;
}
