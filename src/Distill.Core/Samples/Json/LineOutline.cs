namespace Distill.Core.Samples.Json;

/// <summary>Where the parts of a canonical line lie, found in one pass without decoding a text. A mutable helper of one call.</summary>
/// <remarks>
/// It takes only lines of the ordinary shape: one of each field, plain keys, roles by their canonical names, texts for contents, plain scalars for labels
/// and scores. Whatever else there is (a fault, an unknown field, a preference pair, a repeated key) makes <see cref="TryRead"/> false, and the line is left to
/// <see cref="SampleParser"/>; so there is one definition of what a sample is.
/// </remarks>
internal ref struct LineOutline
{
    // The record; and an object in it.
    private const int ObjectDepth = 1;
    private const int ScalarDepth = 2;

    [Flags]
    private enum Fields
    {
        None = 0,
        Id = 1,
        Messages = 2,
        Labels = 4,
        Scores = 8,
        Feedback = 16,
        Meta = 32,
    }

    private readonly ReadOnlySpan<byte> _line;
    private JsonScanner _scanner;
    private bool _nonAscii;
    private ValueTraits _feedbackTraits;
    private ValueTraits _metaTraits;
    private Fields _seen;
    private MessageOutline _messages;
    private Range _labels;
    private Range _scores;
    private Range _feedback;
    private Range _meta;

    private LineOutline(ReadOnlySpan<byte> line)
    {
        _line = line;
        _scanner = new JsonScanner(line);
    }

    /// <summary>The line.</summary>
    public readonly ReadOnlySpan<byte> Line => _line;

    /// <summary>The id.</summary>
    public JsonSlice Id { get; private set; }

    /// <summary>The messages.</summary>
    public readonly MessageOutline Messages => _messages;

    /// <summary>The object of labels; empty without one.</summary>
    public readonly Range Labels => _labels;

    /// <summary>The object of scores; empty without one.</summary>
    public readonly Range Scores => _scores;

    /// <summary>The object of feedback; empty without one.</summary>
    public readonly Range Feedback => _feedback;

    /// <summary>The object of meta; empty without one.</summary>
    public readonly Range Meta => _meta;

    /// <summary>What was seen of feedback.</summary>
    public readonly ValueTraits FeedbackTraits => _feedbackTraits;

    /// <summary>What was seen of meta.</summary>
    public readonly ValueTraits MetaTraits => _metaTraits;

    /// <summary>Reads a line; false when it is not of the ordinary shape.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out LineOutline outline)
    {
        outline = new LineOutline(line);
        return outline.Read();
    }

    /// <summary>True when the line holds a character beyond quotes, backslashes and C0 that is written as an escape.</summary>
    public readonly bool HasSpecial() => IsNonAscii ? JsonTextWriter.HasSpecial(_line) : _line.Contains((byte)0x7F);

    /// <summary>The bytes of a string.</summary>
    public readonly ReadOnlySpan<byte> Bytes(JsonSlice slice) => _line.Slice(slice.Start, slice.Length);

    /// <summary>The bytes of a part.</summary>
    public readonly ReadOnlySpan<byte> Bytes(Range part) => _line[part];

    private readonly bool IsNonAscii => _nonAscii || _messages.NonAscii;

    private bool Read()
    {
        if (_scanner.Peek() != (byte)'{')
        {
            return false;
        }

        _scanner.Take();
        var first = true;
        while (_scanner.NextKey(ref first, out var key))
        {
            if (key.Escaped || !ReadField(Bytes(key)))
            {
                return false;
            }
        }

        return _scanner.Fault is null
            && _scanner.End()
            && !_scanner.HalfPair
            && Id.Length > 0
            && _messages.Count > 0
            && (!IsNonAscii || Utf8Text.IsValid(_line));
    }

    private bool ReadField(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("id"u8))
        {
            return Once(Fields.Id) && ReadId();
        }

        if (name.SequenceEqual("messages"u8))
        {
            return Once(Fields.Messages) && MessageOutline.TryRead(ref _scanner, _line, out _messages);
        }

        if (name.SequenceEqual("labels"u8))
        {
            return Once(Fields.Labels) && ReadScalars(ref _labels, numbers: false);
        }

        if (name.SequenceEqual("scores"u8))
        {
            return Once(Fields.Scores) && ReadScalars(ref _scores, numbers: true);
        }

        return name.SequenceEqual("feedback"u8)
            ? Once(Fields.Feedback) && ReadObject(ref _feedback, ref _feedbackTraits)
            : name.SequenceEqual("meta"u8) && Once(Fields.Meta) && ReadObject(ref _meta, ref _metaTraits);
    }

    private bool Once(Fields field)
    {
        var isFirst = !_seen.HasFlag(field);
        _seen |= field;
        return isFirst;
    }

    private bool ReadId()
    {
        var isText = ReadText(out var id);
        Id = id;
        return isText && !id.Escaped;
    }

    private bool ReadText(out JsonSlice text)
    {
        text = default;
        if (_scanner.Peek() != (byte)'"' || !_scanner.ReadString(out text))
        {
            return false;
        }

        _nonAscii |= text.NonAscii;
        return true;
    }

    private bool ReadObject(ref Range part, ref ValueTraits traits)
    {
        if (_scanner.Peek() != (byte)'{')
        {
            return false;
        }

        var start = _scanner.At;
        var isWhole = _scanner.SkipValue(ObjectDepth, ref traits);
        _nonAscii |= traits.NonAscii;
        part = start.._scanner.At;
        return isWhole;
    }

    private bool ReadScalars(ref Range part, bool numbers)
    {
        if (_scanner.Peek() != (byte)'{')
        {
            return false;
        }

        var start = _scanner.At;
        _scanner.Take();
        var first = true;
        while (_scanner.NextKey(ref first, out var key))
        {
            var next = _scanner.Peek();
            var isPlain = numbers ? next is (byte)'-' or (>= (byte)'0' and <= (byte)'9') : next is not ((byte)'{' or (byte)'[');
            ValueTraits traits = default;
            if (key.Escaped || !isPlain || !SkipScalar(numbers, ref traits))
            {
                return false;
            }

            _nonAscii |= key.NonAscii || traits.NonAscii;
        }

        part = start.._scanner.At;
        return _scanner.Fault is null;
    }

    // A number of over 300 characters may be beyond all doubles, and so may one with an exponent.
    private bool SkipScalar(bool numbers, ref ValueTraits traits)
    {
        const int Longest = 300;
        var start = _scanner.At;
        return _scanner.SkipValue(ScalarDepth, ref traits)
            && (!numbers || (_scanner.At - start <= Longest && _line[start.._scanner.At].IndexOfAny((byte)'e', (byte)'E') < 0));
    }
}
