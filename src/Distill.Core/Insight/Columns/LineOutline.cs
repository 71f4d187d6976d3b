using System.Text.Unicode;
using Distill.Core.Samples.Json;

namespace Distill.Core.Insight.Columns;

/// <summary>Where the parts of a canonical line lie, found in one pass without decoding a text. A mutable helper of one call.</summary>
/// <remarks>
/// It takes only lines of the ordinary shape: one of each field, plain keys, roles by their common names, texts for contents, plain scalars for labels and
/// scores. Whatever else there is (a fault, an unknown field, a preference pair, a repeated key) makes <see cref="TryRead"/> false, and the line is left to
/// <see cref="Samples.SampleParser"/>; so there is one definition of what a sample is.
/// </remarks>
internal ref partial struct LineOutline
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
    private Fields _seen;
    private Range _labels;
    private Range _scores;
    private Range _feedback;
    private Range _meta;

    private LineOutline(ReadOnlySpan<byte> line)
    {
        _line = line;
        _scanner = new JsonScanner(line);
    }

    /// <summary>The id.</summary>
    public JsonSlice Id { get; private set; }

    /// <summary>Number of messages.</summary>
    public int Messages { get; private set; }

    /// <summary>Number of user turns.</summary>
    public int Turns { get; private set; }

    /// <summary>Content of the first turn.</summary>
    public JsonSlice First { get; private set; }

    /// <summary>True when the prompt is one user turn.</summary>
    public readonly bool IsPlainPrompt => Turns == 1 && Messages == (IsAnswered ? 2 : 1);

    /// <summary>True when the last turn is the assistant's.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Content of the last turn.</summary>
    public JsonSlice Last { get; private set; }

    /// <summary>The object of labels; empty without one.</summary>
    public readonly Range Labels => _labels;

    /// <summary>The object of scores; empty without one.</summary>
    public readonly Range Scores => _scores;

    /// <summary>The object of feedback; empty without one.</summary>
    public readonly Range Feedback => _feedback;

    /// <summary>The object of meta; empty without one.</summary>
    public readonly Range Meta => _meta;

    /// <summary>Reads a line; false when it is not of the ordinary shape.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out LineOutline outline)
    {
        outline = new LineOutline(line);
        return outline.Read();
    }

    /// <summary>The bytes of a string.</summary>
    public readonly ReadOnlySpan<byte> Bytes(JsonSlice slice) => _line.Slice(slice.Start, slice.Length);

    /// <summary>The bytes of a part.</summary>
    public readonly ReadOnlySpan<byte> Bytes(Range part) => _line[part];

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
            && Messages > 0
            && (!_nonAscii || Utf8.IsValid(_line));
    }

    private bool ReadField(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("id"u8))
        {
            return Once(Fields.Id) && ReadId();
        }

        if (name.SequenceEqual("messages"u8))
        {
            return Once(Fields.Messages) && ReadMessages();
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
            ? Once(Fields.Feedback) && ReadObject(ref _feedback)
            : name.SequenceEqual("meta"u8) && Once(Fields.Meta) && ReadObject(ref _meta);
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

    private bool ReadObject(ref Range part)
    {
        if (_scanner.Peek() != (byte)'{')
        {
            return false;
        }

        var start = _scanner.At;
        ValueTraits traits = default;
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
