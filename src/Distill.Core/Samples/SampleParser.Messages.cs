using System.Globalization;
using Distill.Core.Datasets;
using Distill.Core.Samples.Json;

namespace Distill.Core.Samples;

/// <summary>The message lists of a sample.</summary>
internal ref partial struct SampleParser
{
    private bool ReadMessages(string field, out List<Message>? messages)
    {
        messages = null;
        switch (_scanner.Peek())
        {
            case (byte)'n':
                return _scanner.Literal("null"u8);
            case (byte)'[':
                break;
            default:
                return Fail(RejectReasons.InvalidField, "A list of {\"role\",\"content\"} objects is wanted.", field);
        }

        messages = new List<Message>(2);
        _scanner.Take();
        var first = true;
        while (_scanner.NextElement(ref first))
        {
            if (!ReadMessage(field, messages))
            {
                return false;
            }
        }

        return _scanner.Fault is null;
    }

    private bool ReadMessage(string field, List<Message> into)
    {
        if (_scanner.Peek() != (byte)'{')
        {
            return Fail(RejectReasons.InvalidField, "A message is an object with role and content.", $"{field}[{into.Count}]");
        }

        _scanner.Take();
        string? role = null;
        string? content = null;
        var first = true;
        while (_scanner.NextKey(ref first, out var key))
        {
            if (!ReadMessageField(key, field, into.Count, ref role, ref content))
            {
                return false;
            }
        }

        if (_scanner.Fault is not null)
        {
            return false;
        }

        if (role is null || content is null)
        {
            var missing = role is null ? "role" : "content";
            return Fail(RejectReasons.MissingField, $"The message has no {missing}.", $"{field}[{into.Count}].{missing}");
        }

        into.Add(new Message(role, content));
        return true;
    }

    private bool ReadMessageField(JsonSlice key, string field, int index, ref string? role, ref string? content)
    {
        if (Is(key, "role"u8))
        {
            return ReadRole(field, index, out role);
        }

        return Is(key, "content"u8)
            ? ReadContent(field, index, out content)
            : KeepField($"{field}[{index.ToString(CultureInfo.InvariantCulture)}].", key);
    }

    private readonly bool Is(JsonSlice key, ReadOnlySpan<byte> name) =>
        key.Escaped
            ? JsonEscape.Read(Bytes(key), key) is { } text && System.Text.Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(name)
            : Bytes(key).SequenceEqual(name);

    private bool ReadRole(string field, int index, out string? role)
    {
        role = null;
        if (_scanner.Peek() == (byte)'"')
        {
            if (!_scanner.ReadString(out var slice))
            {
                return false;
            }

            role =
                Bytes(slice).SequenceEqual("user"u8) ? MessageRoles.User
                : Bytes(slice).SequenceEqual("assistant"u8) ? MessageRoles.Assistant
                : JsonEscape.Read(Bytes(slice), slice) is { } name ? MessageRoles.Find(name)
                : null;
        }

        return role is not null
            || Fail(RejectReasons.InvalidField, "A role is one of system, user, assistant, tool.", $"{field}[{index}].role");
    }

    private bool ReadContent(string field, int index, out string? content)
    {
        content = null;
        return _scanner.Peek() == (byte)'"'
            ? _scanner.ReadString(out var slice) && ReadText(slice, out content)
            : Fail(RejectReasons.InvalidField, "The content of a message is a text.", $"{field}[{index}].content");
    }
}
