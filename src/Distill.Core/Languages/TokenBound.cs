namespace Distill.Core.Languages;

/// <summary>A bound on the tokens of a text by <c>o200k_base</c> that needs no vocabulary. Thread-safe.</summary>
/// <remarks>
/// Byte pair encoding ends when no two neighbouring tokens make a token together. So where two neighbouring bytes are a token, at least one of them is merged
/// with a neighbour, and one merge serves no more than three such pairs in a row. Such pairs are those of two small letters, and the first two bytes of
/// an ideograph, but for a few that the vocabulary lacks. English has about three tokens to four bytes by this bound, Chinese two to a character.
/// </remarks>
internal static class TokenBound
{
    private const int PairsOfAMerge = 3;

    // The letters of a contraction may be a piece by themselves: no token reaches from "it's" into what follows without a space.
    private const int LettersOfAContraction = 2;

    // TokenCount cuts longer runs of letters, which may keep a pair apart.
    private const int LongestRun = 4096;

    private const int Alphabet = 26;
    private const char FirstIdeograph = '\u4E00';
    private const char LastIdeograph = '\u9FFF';

    // The ideographs whose first two bytes are the same are 64 in a row.
    private const int BlockBits = 6;

    private static readonly bool[] Pairs = NewPairs(
        "bq gk gq jv jz kq kz lq nq qf qg qj qk qv qz rj tq wq wz xg xj xk xq xv xw yq zj zq zv"
    );
    private static readonly bool[] Blocks = NewBlocks([
        0x5D40,
        0x5D80,
        0x6AC0,
        0x8780,
        0x8800,
        0x9780,
        0x9BC0,
        0x9C00,
        0x9C40,
        0x9D00,
        0x9D40,
        0x9D80,
        0x9DC0,
        0x9FC0,
    ]);

    /// <summary>No fewer than the tokens of a text.</summary>
    public static int Most(ReadOnlySpan<char> text)
    {
        var (bytes, merges, served, sinceQuote) = (0, 0, 0, LettersOfAContraction);
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            if (bytes >= served && (IsBlock(unit) || (sinceQuote >= LettersOfAContraction && IsPair(text[at..]))))
            {
                merges++;
                served = bytes + PairsOfAMerge;
            }

            sinceQuote = unit is '\'' or '’' ? 0 : sinceQuote + 1;
            // Half of a surrogate pair has two bytes, one that stands alone three.
            bytes +=
                unit < 0x80 ? 1
                : unit < 0x800 ? 2
                : 3;
        }

        return bytes - merges + (text.Length / LongestRun);
    }

    private static bool IsBlock(char unit) =>
        unit is >= FirstIdeograph and <= LastIdeograph && Blocks[(unit - FirstIdeograph) >> BlockBits];

    private static bool IsPair(ReadOnlySpan<char> text) =>
        text.Length > 1
        && char.IsAsciiLetterLower(text[0])
        && char.IsAsciiLetterLower(text[1])
        && Pairs[((text[0] - 'a') * Alphabet) + text[1] - 'a'];

    private static bool[] NewPairs(string lacking)
    {
        var pairs = new bool[Alphabet * Alphabet];
        Array.Fill(pairs, true);
        foreach (var pair in lacking.Split(' '))
        {
            pairs[((pair[0] - 'a') * Alphabet) + pair[1] - 'a'] = false;
        }

        return pairs;
    }

    private static bool[] NewBlocks(ReadOnlySpan<int> lacking)
    {
        var blocks = new bool[((LastIdeograph - FirstIdeograph) >> BlockBits) + 1];
        Array.Fill(blocks, true);
        foreach (var first in lacking)
        {
            blocks[(first - FirstIdeograph) >> BlockBits] = false;
        }

        return blocks;
    }
}
