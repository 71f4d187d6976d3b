using Distill.Core.Samples.Json;

namespace Distill.Core.Insight.Columns;

// The turns of a line.
internal ref partial struct LineOutline
{
    private bool ReadMessages()
    {
        if (_scanner.Peek() != (byte)'[')
        {
            return false;
        }

        _scanner.Take();
        var first = true;
        while (_scanner.NextElement(ref first))
        {
            if (!ReadMessage())
            {
                return false;
            }
        }

        return _scanner.Fault is null;
    }

    private bool ReadMessage()
    {
        if (_scanner.Peek() != (byte)'{')
        {
            return false;
        }

        _scanner.Take();
        var (first, fields) = (true, 0);
        JsonSlice role = default;
        JsonSlice content = default;
        while (_scanner.NextKey(ref first, out var key))
        {
            var isRole = Bytes(key).SequenceEqual("role"u8);
            if ((!isRole && !Bytes(key).SequenceEqual("content"u8)) || !ReadText(out var text))
            {
                return false;
            }

            fields++;
            _ = isRole ? role = text : content = text;
        }

        // Of a repeated key one would count and the other be missing.
        return _scanner.Fault is null && fields == 2 && role.Length > 0 && content.Start > 0 && Take(role, content);
    }

    private bool Take(JsonSlice role, JsonSlice content)
    {
        var name = Bytes(role);
        IsAnswered = name.SequenceEqual("assistant"u8);
        var isUser = name.SequenceEqual("user"u8);
        Turns += isUser ? 1 : 0;
        First = Messages == 0 ? content : First;
        Last = content;
        Messages++;
        return IsAnswered || isUser || name.SequenceEqual("system"u8);
    }
}
