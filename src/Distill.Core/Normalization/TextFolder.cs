using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distill.Core.Normalization;

/// <summary>Gathers the key of a text (<see cref="TextKey"/>) piece by piece in memory that is used again. Not thread-safe.</summary>
/// <remarks>
/// Pieces are folded as if they stood in one text, but a combining mark at the start of a piece does not reach the end of the piece before. Blocks of what
/// text mostly is (ASCII, Han, common and full-width punctuation, single spaces) are folded at once, whatever else a character at a time.
/// </remarks>
internal sealed class TextFolder
{
    private const int Wide = 0xFEE0;

    // The longest compatibility decomposition has 18 characters; runs of such are rare, and the buffer grows for them.
    private const int Spare = 64;

    private char[] _buffer = new char[1024];
    private int _length;

    /// <summary>The key so far.</summary>
    public ReadOnlySpan<char> Key => _buffer.AsSpan(0, _length > 0 && _buffer[_length - 1] == ' ' ? _length - 1 : _length);

    /// <summary>Begins a new key.</summary>
    public TextFolder Clear()
    {
        _length = 0;
        return this;
    }

    /// <summary>Adds a piece.</summary>
    public TextFolder Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length + Spare);
        var at = 0;
        while (at < text.Length)
        {
            if (text.Length - at >= Vector256<ushort>.Count && TryBlock(text[at..]))
            {
                at += Vector256<ushort>.Count;
                continue;
            }

            var end = Math.Min(at + Vector256<ushort>.Count, text.Length);
            while (at < end)
            {
                at = One(text, at);
            }
        }

        return this;
    }

    private bool TryBlock(ReadOnlySpan<char> text)
    {
        var block = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text)));
        block = Vector256.ConditionalSelect(Within(block, 0xFF01, 0xFF5E), block - Vector256.Create((ushort)Wide), block);
        block = Vector256.ConditionalSelect(Within(block, '\t', '\r'), Vector256.Create((ushort)' '), block);
        block |= Within(block, 'A', 'Z') & Vector256.Create((ushort)0x20);
        var spaces = Vector256.Equals(block, Vector256.Create((ushort)' '));
        var plain =
            Within(block, 0x20, 0x7E) | Within(block, 0x4E00, 0x9FFF) | Within(block, 0x3001, 0x3003) | Within(block, 0x2018, 0x201D);
        if (plain != Vector256<ushort>.AllBitsSet)
        {
            return false;
        }

        // One space between words is what the key has; two, or one at the start, are not.
        var gaps = spaces.ExtractMostSignificantBits();
        var follows = _length == 0 || _buffer[_length - 1] == ' ' ? 1u : 0u;
        if ((gaps & ((gaps << 1) | follows)) != 0)
        {
            return false;
        }

        block.StoreUnsafe(ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(_buffer.AsSpan(_length))));
        _length += Vector256<ushort>.Count;
        return true;
    }

    private static Vector256<ushort> Within(Vector256<ushort> block, int low, int high) =>
        Vector256.LessThanOrEqual(block - Vector256.Create((ushort)low), Vector256.Create((ushort)(high - low)));

    private int One(ReadOnlySpan<char> text, int at)
    {
        var unit = text[at];
        switch (FoldClasses.Of(unit))
        {
            case FoldClass.Plain:
                _buffer[_length++] = unit;
                return at + 1;
            case FoldClass.Upper:
                _buffer[_length++] = char.ToLowerInvariant(unit);
                return at + 1;
            case FoldClass.Wide:
                _buffer[_length++] = char.ToLowerInvariant((char)(unit - Wide));
                return at + 1;
            case FoldClass.Space:
                Space();
                return at + 1;
            case FoldClass.Invisible:
                return at + 1;
            default:
                return Run(text, at);
        }
    }

    private void Space()
    {
        if (_length > 0 && _buffer[_length - 1] != ' ')
        {
            _buffer[_length++] = ' ';
        }
    }

    // A run of characters that normalisation may touch changes together with the one before it, and with no other.
    private int Run(ReadOnlySpan<char> text, int at)
    {
        if (UnicodeNormalizer.IsInertPair(text[at..]))
        {
            _buffer[_length++] = text[at];
            _buffer[_length++] = text[at + 1];
            return at + 2;
        }

        var end = at + 1;
        while (end < text.Length && FoldClasses.Of(text[end]) == FoldClass.Active)
        {
            end++;
        }

        var start = at;
        if (at > 0 && FoldClasses.Of(text[at - 1]) is FoldClass.Plain or FoldClass.Upper or FoldClass.Wide)
        {
            start--;
            _length--;
        }

        foreach (var unit in UnicodeNormalizer.Normalize(new string(text[start..end]), compatible: true))
        {
            Reserve(text.Length - end + Spare);
            if (char.IsWhiteSpace(unit))
            {
                Space();
            }
            else if (!InvisibleCharacters.IsInvisible(unit))
            {
                _buffer[_length++] = char.ToLowerInvariant(unit);
            }
        }

        return end;
    }

    private void Reserve(int more)
    {
        if (_length + more > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)BitOperations.RoundUpToPowerOf2((uint)(_length + more)));
        }
    }
}
