namespace Distill.Core.Samples.Json;

/// <summary>Walks over a JSON text (RFC 8259) without exceptions and without allocation. A mutable helper of one call.</summary>
/// <remarks>
/// It accepts what <see cref="System.Text.Json.Utf8JsonReader"/> accepts with a depth of <see cref="JsonLine.MaxDepth"/>: that is held by a differential
/// test. Every method returns false once the text is no JSON; <see cref="Fault"/> and <see cref="At"/> then say why and where.
/// UTF-8 is checked where texts are read; <see cref="ValueTraits.NonAscii"/> tells the caller what is left to check.
/// </remarks>
internal ref partial struct JsonScanner
{
    private readonly ReadOnlySpan<byte> _text;
    private int _at;

    public JsonScanner(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>Offset of the next byte, or of the fault.</summary>
    public readonly int At => _at;

    /// <summary>Why the text is no JSON, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>True when a \u escape named half a surrogate pair: JSON, but no text.</summary>
    public bool HalfPair { get; private set; }

    /// <summary>The first byte of the next token; 0 at the end.</summary>
    public byte Peek()
    {
        while (_at < _text.Length)
        {
            var value = _text[_at];
            if (value > (byte)' ' || !IsWhiteSpace(value))
            {
                return value;
            }

            _at++;
        }

        return 0;
    }

    /// <summary>Passes over one byte that <see cref="Peek"/> returned.</summary>
    public void Take() => _at++;

    /// <summary>Passes over the start of an object.</summary>
    public bool EnterObject() => Expect((byte)'{', "An object is wanted.");

    /// <summary>Goes to the next key of an object and its value; false at the object's end and at a fault.</summary>
    /// <param name="first">True for the first key; set to false.</param>
    /// <param name="name">The key.</param>
    public bool NextKey(ref bool first, out JsonSlice name)
    {
        name = default;
        var next = Peek();
        if (next == (byte)'}')
        {
            _at++;
            return false;
        }

        if (!first)
        {
            if (!Expect((byte)',', "A comma or } is wanted after a value."))
            {
                return false;
            }

            next = Peek();
        }

        first = false;
        return (next == (byte)'"' || Fail("A key in double quotes is wanted.")) && ReadString(out name) && Colon();
    }

    /// <summary>Passes over the start of an array.</summary>
    public bool EnterArray() => Expect((byte)'[', "An array is wanted.");

    /// <summary>Goes to the next element of an array; false at the array's end and at a fault.</summary>
    public bool NextElement(ref bool first)
    {
        if (Peek() == (byte)']')
        {
            _at++;
            return false;
        }

        if (!first && !Expect((byte)',', "A comma or ] is wanted after a value."))
        {
            return false;
        }

        first = false;
        return true;
    }

    /// <summary>Passes over a value of any kind.</summary>
    /// <param name="depth">Containers that the value stands in.</param>
    /// <param name="traits">What was seen is added.</param>
    public bool SkipValue(int depth, ref ValueTraits traits)
    {
        switch (Peek())
        {
            case (byte)'{':
                return SkipObject(depth + 1, ref traits);
            case (byte)'[':
                return SkipArray(depth + 1, ref traits);
            case (byte)'"':
                return SkipString(ref traits);
            case (byte)'t':
                return Literal("true"u8);
            case (byte)'f':
                return Literal("false"u8);
            case (byte)'n':
                return Literal("null"u8);
            default:
                return SkipNumber();
        }
    }

    /// <summary>Passes over <c>null</c>, <c>true</c> or <c>false</c>.</summary>
    public bool Literal(ReadOnlySpan<byte> word)
    {
        if (!_text[_at..].StartsWith(word))
        {
            return Fail("A value is wanted: an object, an array, a text in double quotes, a number, true, false or null.");
        }

        _at += word.Length;
        return true;
    }

    /// <summary>True when nothing but white space follows.</summary>
    public bool End() => Peek() == 0 && _at == _text.Length || Fail("There is text after the end of the record.");

    /// <summary>Whether a value of these traits is UTF-8; what line readers may take for a line end makes it loose.</summary>
    public readonly bool CheckText(int start, ref ValueTraits traits)
    {
        if (!traits.NonAscii)
        {
            return true;
        }

        var value = _text[start.._at];
        traits.Loose |= JsonTextWriter.HasSpecial(value);
        return Utf8Text.IsValid(value);
    }

    private bool Colon() => Expect((byte)':', "A colon is wanted after a key.");

    private bool Expect(byte wanted, string message)
    {
        if (Peek() != wanted)
        {
            return Fail(message);
        }

        _at++;
        return true;
    }

    private bool Fail(string message)
    {
        Fault ??= _at >= _text.Length ? "The record is cut off." : message;
        return false;
    }

    private static bool IsWhiteSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
}
