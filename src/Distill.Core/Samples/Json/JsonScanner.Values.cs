namespace Distill.Core.Samples.Json;

/// <summary>Values that are passed over, and whether they are written as <see cref="JsonTextWriter"/> writes them.</summary>
internal ref partial struct JsonScanner
{
    private const int MaxKeysCompared = 16;

    private bool SkipObject(int depth, ref ValueTraits traits)
    {
        if (depth > JsonLine.MaxDepth)
        {
            return Fail("The nesting is too deep.");
        }

        Span<ulong> keys = stackalloc ulong[MaxKeysCompared];
        var count = 0;
        _at++;
        for (var first = true; ; )
        {
            var gap = _at;
            var comma = !first;
            if (!NextKey(ref first, out var name))
            {
                traits.Loose |= Fault is null && _at - gap != 1;
                return Fault is null;
            }

            // Quote, key, quote, colon, and the comma before them: more bytes than those are white space.
            traits.Loose |= name.Escaped || _at - gap != name.Length + (comma ? 4 : 3);
            traits.NonAscii |= name.NonAscii;
            NoteKey(_text.Slice(name.Start, name.Length), keys, ref count, ref traits);
            if (!SkipTight(depth, ref traits))
            {
                return false;
            }
        }
    }

    private bool SkipArray(int depth, ref ValueTraits traits)
    {
        if (depth > JsonLine.MaxDepth)
        {
            return Fail("The nesting is too deep.");
        }

        _at++;
        for (var first = true; ; )
        {
            var gap = _at;
            var comma = !first;
            if (!NextElement(ref first))
            {
                traits.Loose |= Fault is null && _at - gap != 1;
                return Fault is null;
            }

            traits.Loose |= _at - gap != (comma ? 1 : 0);
            if (!SkipTight(depth, ref traits))
            {
                return false;
            }
        }
    }

    private bool SkipTight(int depth, ref ValueTraits traits)
    {
        var before = _at;
        _ = Peek();
        traits.Loose |= _at != before;
        return SkipValue(depth, ref traits);
    }

    private bool SkipString(ref ValueTraits traits)
    {
        if (!ReadString(out var slice))
        {
            return false;
        }

        traits.NonAscii |= slice.NonAscii;
        traits.Loose |= slice.Foreign;
        return true;
    }

    // A repeated key, of which the last wins, is rare; likeness of length, first and last bytes is enough to look closer.
    private static void NoteKey(ReadOnlySpan<byte> key, Span<ulong> keys, ref int count, ref ValueTraits traits)
    {
        var mark = Mark(key);
        if (count == keys.Length || keys[..count].Contains(mark))
        {
            traits.Loose = true;
            traits.Repeats = true;
            return;
        }

        keys[count++] = mark;
        traits.NamesSource |= key.SequenceEqual("source"u8) || key.SequenceEqual("source.original"u8);
    }

    private static ulong Mark(ReadOnlySpan<byte> key)
    {
        if (key.Length >= sizeof(ulong))
        {
            var (head, tail) = (BitConverter.ToUInt64(key), BitConverter.ToUInt64(key[^sizeof(ulong)..]));
            return (head ^ ulong.RotateLeft(tail, 29)) + ((ulong)key.Length << 56);
        }

        var mark = (ulong)key.Length << 56;
        for (var i = 0; i < key.Length; i++)
        {
            mark |= (ulong)key[i] << (8 * i);
        }

        return mark;
    }
}
