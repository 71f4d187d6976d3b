using System.Text;
using Microsoft.ML.Tokenizers;

namespace Distill.Core.Languages;

/// <summary>Counts tokens of <c>o200k_base</c>, the vocabulary of GPT-4o and later. Thread-safe.</summary>
/// <remarks>Other families cut differently: take the number for an estimate within a fifth or so. The vocabulary is loaded at first use (about 0.15 s, 40 MB).</remarks>
public static class TokenCount
{
    // The longest token of the vocabulary is a run of 128 spaces; no token has more bytes.
    private const int LongestToken = 128;

    // Byte pair encoding takes quadratic time in the length of an unbroken run: 100,000 equal letters take 12 s. So long texts are counted in pieces.
    private const int Piece = 4096;

    // Where a text can be cut without consequences it is cut into shorter pieces: a question may be answered after the first.
    private const int ShortPiece = 1024;

    private static readonly Lazy<TiktokenTokenizer> O200k = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>The tokens of a text. Exact, except that a run of more than 4,096 letters without a break may count a token more for each 4,096.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var tokens = 0;
        while (!text.IsEmpty)
        {
            var length = PieceLength(text);
            tokens += O200k.Value.CountTokens(text[..length]);
            text = text[length..];
        }

        return tokens;
    }

    /// <summary>Whether the texts together have at most so many tokens, and no more of them is tokenised than that takes.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="most">Most tokens.</param>
    /// <param name="tokens">The sum of <see cref="Of"/> when there are more; else a number that is not below it.</param>
    public static bool IsWithin(IEnumerable<string> texts, int most, out int tokens)
    {
        var all = texts.ToList();
        tokens = all.Sum(text => TokenBound.Most(text));
        if (tokens <= most)
        {
            return true;
        }

        // What has not been read yet has as many tokens as bytes at most.
        tokens = all.Sum(text => Bounds(text).Most);
        foreach (var text in all)
        {
            for (var rest = text.AsSpan(); tokens > most && !rest.IsEmpty; )
            {
                var piece = rest[..PieceLength(rest)];
                tokens += O200k.Value.CountTokens(piece) - Encoding.UTF8.GetByteCount(piece);
                rest = rest[piece.Length..];
            }
        }

        return tokens <= most;
    }

    /// <summary>Bounds on the tokens of a text that cost no tokenising: a token has 1 to 128 bytes of UTF-8.</summary>
    public static (int Fewest, int Most) Bounds(ReadOnlySpan<char> text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        return ((bytes + LongestToken - 1) / LongestToken, bytes);
    }

    private static int PieceLength(ReadOnlySpan<char> text)
    {
        if (text.Length <= ShortPiece)
        {
            return text.Length;
        }

        if (Cut(text, ShortPiece) is > 0 and var near)
        {
            return near;
        }

        return text.Length <= Piece ? text.Length
            : Cut(text, Piece) is > 0 and var far ? far
            : char.IsLowSurrogate(text[Piece]) ? Piece - 1
            : Piece;
    }

    // No token reaches from a letter to what is neither letter nor mark nor apostrophe, so a cut there changes nothing.
    private static int Cut(ReadOnlySpan<char> text, int last)
    {
        for (var at = Math.Min(last, text.Length - 1); at > 1; at--)
        {
            var (left, right) = (text[at - 1], text[at]);
            if (
                char.IsLetter(left)
                && !char.IsLetter(right)
                && right is not ('\'' or '’')
                && !char.IsSurrogate(right)
                && !ScriptTable.IsMark(right)
            )
            {
                return at;
            }
        }

        return 0;
    }
}
