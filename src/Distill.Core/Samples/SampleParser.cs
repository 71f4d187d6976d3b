using System.Text;
using Distill.Core.Datasets;
using Distill.Core.Samples.Json;

namespace Distill.Core.Samples;

/// <summary>One pass over a canonical line that checks it and takes its parts out. A mutable helper of a single call.</summary>
/// <remarks>Texts become strings, meta and feedback stay bytes when they are canonical; no exception for a bad line, which a tenth of a log may be.</remarks>
internal ref partial struct SampleParser
{
    // The record, the list, the message.
    private const int MessageDepth = 3;

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly bool _idRequired;
    private readonly bool _chat;
    private JsonScanner _scanner;
    private string? _id;
    private List<Message>? _messages;
    private List<Message>? _chosen;
    private List<Message>? _rejected;
    private Dictionary<string, string>? _labels;
    private Dictionary<string, double>? _scores;
    private JsonPart? _feedback;
    private JsonPart? _meta;
    private List<(string Name, Range Value)>? _unknown;
    private SampleReadResult? _fault;

    // Bytes that are no UTF-8: whether they are JSON at all is told by the check of the whole line.
    private bool _noText;

    /// <summary>A parser of one line.</summary>
    /// <param name="utf8">The line.</param>
    /// <param name="idRequired">False: a line without an id gives a sample whose id is empty.</param>
    /// <param name="chat">True: only <c>id</c> and <c>messages</c> are parts of the sample, all other fields go under meta.</param>
    public SampleParser(ReadOnlySpan<byte> utf8, bool idRequired, bool chat = false)
    {
        _utf8 = utf8;
        _idRequired = idRequired;
        _chat = chat;
        _scanner = new JsonScanner(utf8);
    }

    /// <summary>True when a field went to meta that is neither a part of the sample nor of a message.</summary>
    public readonly bool HasUnknown => _unknown is not null;

    /// <summary>Reads the line. Only a line with a fault is checked once more as a whole: what is no JSON has no other fault.</summary>
    public SampleReadResult Parse()
    {
        var result = ReadRecord() ? Build() : default;
        if (result.IsSample && !_scanner.HalfPair)
        {
            return result;
        }

        if (_scanner.Fault is not null)
        {
            return JsonLine.Malformed(_scanner.At, _scanner.Fault);
        }

        return JsonLine.Check(_utf8) is { } damage ? damage
            : _scanner.HalfPair ? JsonLine.HalfPair()
            : _fault!.Value;
    }

    private bool ReadRecord()
    {
        if (_scanner.Peek() != (byte)'{')
        {
            return Fail(RejectReasons.WrongShape, "A record is one JSON object a line.", null);
        }

        _scanner.Take();
        var first = true;
        while (_scanner.NextKey(ref first, out var key))
        {
            if (!ReadField(key))
            {
                return false;
            }
        }

        return _scanner.Fault is null && _scanner.End();
    }

    private bool ReadField(JsonSlice key)
    {
        var name = key.Escaped ? Encoding.UTF8.GetBytes(JsonEscape.Read(Bytes(key), key) ?? "") : Bytes(key);
        if (name.SequenceEqual("id"u8))
        {
            return ReadId();
        }

        if (name.SequenceEqual("messages"u8))
        {
            return ReadMessages("messages", out _messages);
        }

        return _chat ? KeepField("", key) : ReadExtra(name, key);
    }

    private bool ReadExtra(ReadOnlySpan<byte> name, JsonSlice key)
    {
        if (name.SequenceEqual("meta"u8))
        {
            return ReadPart("meta", out _meta);
        }

        if (name.SequenceEqual("labels"u8))
        {
            return ReadLabels();
        }

        if (name.SequenceEqual("scores"u8))
        {
            return ReadScores();
        }

        if (name.SequenceEqual("feedback"u8))
        {
            return ReadPart("feedback", out _feedback);
        }

        if (name.SequenceEqual("chosen"u8))
        {
            return ReadMessages("chosen", out _chosen);
        }

        return name.SequenceEqual("rejected"u8) ? ReadMessages("rejected", out _rejected) : KeepField("", key);
    }

    private bool ReadId()
    {
        switch (_scanner.Peek())
        {
            case (byte)'"':
                return _scanner.ReadString(out var slice) && ReadText(slice, out _id);
            case (byte)'n':
                _id = null;
                return _scanner.Literal("null"u8);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                var start = _scanner.At;
                ValueTraits traits = default;
                if (!_scanner.SkipValue(1, ref traits))
                {
                    return false;
                }

                _id = Encoding.ASCII.GetString(_utf8[start.._scanner.At]);
                return true;
            default:
                return Fail(RejectReasons.InvalidField, "An id is a text or a number.", "id");
        }
    }

    private bool KeepField(string prefix, JsonSlice key)
    {
        if (!ReadText(key, out var name) || !SkipChecked(prefix.Length == 0 ? 1 : MessageDepth, out var value, out _))
        {
            return false;
        }

        (_unknown ??= []).Add((prefix + name, value));
        return true;
    }

    /// <summary>Passes over a value and sees to it that it is UTF-8.</summary>
    private bool SkipChecked(int depth, out Range value, out ValueTraits traits)
    {
        traits = default;
        _ = _scanner.Peek();
        var start = _scanner.At;
        var skipped = _scanner.SkipValue(depth, ref traits);
        value = start.._scanner.At;
        _noText |= skipped && !_scanner.CheckText(start, ref traits);
        return skipped && !_noText;
    }

    private bool ReadText(JsonSlice slice, out string? text)
    {
        text = JsonEscape.Read(Bytes(slice), slice);
        _noText |= text is null;
        return text is not null;
    }

    private readonly ReadOnlySpan<byte> Bytes(JsonSlice slice) => _utf8.Slice(slice.Start, slice.Length);

    private bool Fail(string reason, string message, string? field)
    {
        _fault ??= SampleReadResult.Fault(reason, message, field);
        return false;
    }

    private SampleReadResult Build()
    {
        if (string.IsNullOrEmpty(_id) && _idRequired)
        {
            Fail(RejectReasons.MissingField, "The record has no id.", "id");
        }

        if (_messages is not { Count: > 0 })
        {
            Fail(RejectReasons.MissingField, "A sample has at least one message.", "messages");
        }

        if (_chosen is null != _rejected is null)
        {
            var missing = _chosen is null ? "chosen" : "rejected";
            Fail(RejectReasons.MissingField, "A preference sample has both chosen and rejected.", missing);
        }

        return _fault
            ?? SampleReadResult.Of(
                new Sample(_feedback, MetaWithUnknown())
                {
                    Id = _id ?? "",
                    Messages = _messages!,
                    Chosen = _chosen,
                    Rejected = _rejected,
                    Labels = _labels ?? Sample.NoLabels,
                    Scores = _scores ?? Sample.NoScores,
                }
            );
    }
}
