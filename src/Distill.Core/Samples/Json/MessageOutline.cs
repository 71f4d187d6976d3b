using System.Runtime.InteropServices;

namespace Distill.Core.Samples.Json;

/// <summary>Where the messages of a list lie in a JSON text, found without decoding a text.</summary>
/// <remarks>Only messages of role and content, both plain texts, the role by its canonical name; any other list is left to a parser.</remarks>
[StructLayout(LayoutKind.Auto)]
internal struct MessageOutline
{
    // Of [] and of {"role":"","content":""} with the comma before it.
    private const int ListLength = 2;
    private const int MessageLength = 25;

    private int _canonicalLength;
    private bool _isLoose;

    /// <summary>The list.</summary>
    public Range List { get; private set; }

    /// <summary>Number of messages.</summary>
    public int Count { get; private set; }

    /// <summary>Number of user turns.</summary>
    public int Turns { get; private set; }

    /// <summary>Content of the first turn.</summary>
    public JsonSlice First { get; private set; }

    /// <summary>Content of the last turn.</summary>
    public JsonSlice Last { get; private set; }

    /// <summary>True when the last turn is the assistant's.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>True when the prompt is one user turn.</summary>
    public readonly bool IsPlainPrompt => Turns == 1 && Count == (IsAnswered ? 2 : 1);

    /// <summary>False when all bytes of the texts are ASCII.</summary>
    public bool NonAscii { get; private set; }

    // No white space, role first, no foreign escape: but for characters beyond ASCII that are escaped, as the writer has it.
    private readonly bool IsCanonical => List.End.Value - List.Start.Value == _canonicalLength && !_isLoose;

    /// <summary>Reads a list.</summary>
    /// <param name="scanner">Stands before the list; afterwards behind it.</param>
    /// <param name="text">The text that it walks over.</param>
    /// <param name="messages">The messages.</param>
    /// <returns>False at a fault, and when a parser must look.</returns>
    public static bool TryRead(ref JsonScanner scanner, ReadOnlySpan<byte> text, out MessageOutline messages)
    {
        messages = new MessageOutline { _canonicalLength = ListLength - 1 };
        if (scanner.Peek() != (byte)'[')
        {
            return false;
        }

        var start = scanner.At;
        scanner.Take();
        var first = true;
        while (scanner.NextElement(ref first))
        {
            if (!TryReadMessage(ref scanner, text, out var role, out var content) || !messages.Add(text, role, content))
            {
                return false;
            }
        }

        messages.List = start..scanner.At;
        return scanner.Fault is null && messages.Count > 0;
    }

    /// <summary>Writes the messages without brackets around them, from their own bytes.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="text">The text that they were read from; it has no character beyond ASCII that is escaped.</param>
    public readonly void Write(ref JsonTextWriter writer, ReadOnlySpan<byte> text)
    {
        var list = text[List];
        if (IsCanonical)
        {
            writer.Raw(list[1..^1]);
            return;
        }

        var scanner = new JsonScanner(list);
        var (first, separates) = (true, false);
        _ = scanner.EnterArray();
        while (scanner.NextElement(ref first))
        {
            _ = TryReadMessage(ref scanner, list, out var role, out var content);
            writer.Raw(separates ? ",{\"role\":\""u8 : "{\"role\":\""u8);
            separates = true;
            writer.Raw(list.Slice(role.Start, role.Length));
            writer.Raw("\",\"content\":"u8);
            writer.Text(list, content);
            writer.Raw("}"u8);
        }
    }

    /// <summary>Adds the messages to a list.</summary>
    public readonly void AddTo(List<Message> into, ReadOnlySpan<byte> text)
    {
        var list = text[List];
        var scanner = new JsonScanner(list);
        var first = true;
        _ = scanner.EnterArray();
        while (scanner.NextElement(ref first))
        {
            _ = TryReadMessage(ref scanner, list, out var role, out var content);
            into.Add(
                new Message(
                    RoleOf(list.Slice(role.Start, role.Length))!,
                    JsonEscape.Read(list.Slice(content.Start, content.Length), content)!
                )
            );
        }
    }

    private static bool TryReadMessage(ref JsonScanner scanner, ReadOnlySpan<byte> text, out JsonSlice role, out JsonSlice content)
    {
        role = default;
        content = default;
        if (scanner.Peek() != (byte)'{')
        {
            return false;
        }

        scanner.Take();
        var (first, fields) = (true, 0);
        while (scanner.NextKey(ref first, out var key))
        {
            var name = text.Slice(key.Start, key.Length);
            var isRole = name.SequenceEqual("role"u8);
            if ((!isRole && !name.SequenceEqual("content"u8)) || scanner.Peek() != (byte)'"' || !scanner.ReadString(out var value))
            {
                return false;
            }

            fields++;
            _ = isRole ? role = value : content = value;
        }

        // Of a repeated key one would count and the other be missing.
        return scanner.Fault is null && fields == 2 && role.Start > 0 && content.Start > 0;
    }

    private bool Add(ReadOnlySpan<byte> text, JsonSlice role, JsonSlice content)
    {
        var name = RoleOf(text.Slice(role.Start, role.Length));
        IsAnswered = name == MessageRoles.Assistant;
        Turns += name == MessageRoles.User ? 1 : 0;
        First = Count == 0 ? content : First;
        Last = content;
        Count++;
        NonAscii |= content.NonAscii || role.NonAscii;
        _canonicalLength += MessageLength + role.Length + content.Length;
        _isLoose |= content.Foreign || content.Start < role.Start;
        return name is not null;
    }

    private static string? RoleOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("user"u8) ? MessageRoles.User
        : name.SequenceEqual("assistant"u8) ? MessageRoles.Assistant
        : name.SequenceEqual("system"u8) ? MessageRoles.System
        : name.SequenceEqual("tool"u8) ? MessageRoles.Tool
        : null;
}
