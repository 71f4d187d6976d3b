using Distill.Core.Samples.Json;

namespace Distill.Core.Formats.Logs;

// The pass over the line.
internal ref partial struct GatewayLine
{
    private bool ReadLine()
    {
        if (_scanner.Peek() != (byte)'{')
        {
            return false;
        }

        _scanner.Take();
        var first = true;
        while (_scanner.NextKey(ref first, out var key))
        {
            if (!ReadLineField(key))
            {
                return false;
            }
        }

        return _scanner.Fault is null
            && _scanner.End()
            && !_scanner.HalfPair
            && _seen == Parts.All
            && _asid.Length > 0
            && (!(_nonAscii || _messages.NonAscii) || Utf8Text.IsValid(_line))
            && !JsonTextWriter.HasSpecial(_line);
    }

    private bool ReadLineField(JsonSlice key)
    {
        var name = Bytes(key);
        if (name.SequenceEqual("asid"u8))
        {
            return Once(Parts.Asid) && _scanner.Peek() == (byte)'"' && Keep(KeptGroup.Line, key, LineDepth) && TakeAsid();
        }

        if (name.SequenceEqual("request"u8))
        {
            return Once(Parts.Request) && ReadRequest();
        }

        return name.SequenceEqual("response"u8) ? Once(Parts.Response) && ReadResponse()
            : name.SequenceEqual("status"u8) ? Skip(LineDepth)
            // Whatever is of another kind is no chat.
            : !name.SequenceEqual("kind"u8) && Keep(KeptGroup.Line, key, LineDepth);
    }

    // What was kept last is the asid, under meta too.
    private bool TakeAsid()
    {
        var field = _kept[_kept.Count - 1];
        _asid = new JsonSlice(field.Start + 1, field.Length - 2, Escaped: false, NonAscii: true, Foreign: false);
        return !Bytes(_asid).Contains((byte)'\\');
    }

    private bool ReadRequest()
    {
        if (!EnterObject())
        {
            return false;
        }

        var first = true;
        while (_scanner.NextKey(ref first, out var key))
        {
            var name = Bytes(key);
            var isRead =
                name.SequenceEqual("messages"u8) ? Once(Parts.Messages) && MessageOutline.TryRead(ref _scanner, _line, out _messages)
                : name.SequenceEqual("model"u8) || name.SequenceEqual("stream"u8) || name.SequenceEqual("user"u8) ? Skip(BodyDepth)
                : Keep(KeptGroup.Request, key, BodyDepth);
            if (!isRead)
            {
                return false;
            }
        }

        return _scanner.Fault is null;
    }

    private bool ReadResponse()
    {
        if (!EnterObject())
        {
            return false;
        }

        var first = true;
        while (_scanner.NextKey(ref first, out var key))
        {
            var name = Bytes(key);
            var isRead =
                name.SequenceEqual("choices"u8) ? Once(Parts.Choices) && ReadChoices()
                : name.SequenceEqual("model"u8) ? Keep(KeptGroup.ResponseModel, key, BodyDepth)
                : name.SequenceEqual("usage"u8) ? Keep(KeptGroup.ResponseUsage, key, BodyDepth)
                : !name.SequenceEqual("result"u8) && Keep(KeptGroup.Response, key, BodyDepth);
            if (!isRead)
            {
                return false;
            }
        }

        return _scanner.Fault is null;
    }

    // One choice; of several, all but the first would be kept as they are.
    private bool ReadChoices()
    {
        if (_scanner.Peek() != (byte)'[')
        {
            return false;
        }

        _scanner.Take();
        var first = true;
        return _scanner.NextElement(ref first) && ReadChoice() && !_scanner.NextElement(ref first) && _scanner.Fault is null;
    }

    private bool ReadChoice()
    {
        if (!EnterObject())
        {
            return false;
        }

        var first = true;
        while (_scanner.NextKey(ref first, out var key))
        {
            var name = Bytes(key);
            var isRead =
                name.SequenceEqual("message"u8) ? Once(Parts.Message) && ReadAnswer()
                : name.SequenceEqual("index"u8) ? Skip(ChoiceDepth)
                : Keep(KeptGroup.Choice, key, ChoiceDepth);
            if (!isRead)
            {
                return false;
            }
        }

        return _scanner.Fault is null;
    }

    private bool ReadAnswer()
    {
        if (!EnterObject())
        {
            return false;
        }

        var first = true;
        while (_scanner.NextKey(ref first, out var key))
        {
            var name = Bytes(key);
            var isRead =
                name.SequenceEqual("role"u8) ? Once(Parts.Role) && ReadText(out var role) && Bytes(role).SequenceEqual("assistant"u8)
                : name.SequenceEqual("content"u8) ? Once(Parts.Content) && ReadText(out _answer)
                : Keep(KeptGroup.Message, key, MessageDepth);
            if (!isRead)
            {
                return false;
            }
        }

        return _scanner.Fault is null;
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

    private bool EnterObject()
    {
        var isObject = _scanner.Peek() == (byte)'{';
        _scanner.Take();
        return isObject;
    }

    private bool Skip(int depth)
    {
        ValueTraits traits = default;
        var isSkipped = _scanner.SkipValue(depth, ref traits);
        _nonAscii |= traits.NonAscii;
        return isSkipped;
    }

    // Nulls are left out. A dot or a bracket in a name could make it that of another part.
    private bool Keep(KeptGroup group, JsonSlice key, int depth)
    {
        var name = Bytes(key);
        ValueTraits traits = default;
        _ = _scanner.Peek();
        var start = _scanner.At;
        if (
            key.Escaped
            || name.IndexOfAny((byte)'.', (byte)'[') >= 0
            || (group == KeptGroup.Line && name.SequenceEqual("source"u8))
            || _kept.IndexOf(group, name, _line) >= 0
            || !_scanner.SkipValue(depth, ref traits)
            || traits.Repeats
        )
        {
            return false;
        }

        _nonAscii |= key.NonAscii || traits.NonAscii;
        var isNull = _line[start.._scanner.At].SequenceEqual("null"u8);
        return isNull || _kept.TryAdd(new KeptField(group, traits.Loose, key.Start, key.Length, start, _scanner.At - start));
    }

    private bool Once(Parts part)
    {
        var isFirst = !_seen.HasFlag(part);
        _seen |= part;
        return isFirst;
    }

    private readonly ReadOnlySpan<byte> Bytes(JsonSlice slice) => _line.Slice(slice.Start, slice.Length);
}
