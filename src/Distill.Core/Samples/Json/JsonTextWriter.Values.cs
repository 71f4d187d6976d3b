using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distill.Core.Samples.Json;

/// <summary>Whole values: of trees, and of JSON text that was read.</summary>
internal ref partial struct JsonTextWriter
{
    /// <summary>Writes a string that a scanner has passed over, from its own bytes where its escapes are canonical.</summary>
    /// <param name="json">What the scanner walked over: UTF-8, without a character beyond ASCII that is escaped.</param>
    /// <param name="slice">The string.</param>
    public void Text(ReadOnlySpan<byte> json, JsonSlice slice)
    {
        if (slice.Foreign)
        {
            Text(JsonEscape.Read(json.Slice(slice.Start, slice.Length), slice));
        }
        else
        {
            Raw(json.Slice(slice.Start - 1, slice.Length + 2));
        }
    }

    /// <summary>Writes the fields of an object, without the braces; false when there are none.</summary>
    /// <param name="json">JSON in UTF-8, without a character beyond ASCII that is escaped; empty for no object.</param>
    /// <param name="traits">What a scanner has seen of it; it repeats no key.</param>
    public bool Fields(ReadOnlySpan<byte> json, ValueTraits traits)
    {
        if (json.IsEmpty)
        {
            return false;
        }

        if (!traits.Loose)
        {
            Raw(json[1..^1]);
            return json.Length > "{}"u8.Length;
        }

        var scanner = new JsonScanner(json);
        return Members(json, ref scanner);
    }

    /// <summary>Writes a value as its tree would be written.</summary>
    /// <param name="json">JSON in UTF-8, without a character beyond ASCII that is escaped.</param>
    /// <param name="traits">What a scanner has seen of it; it repeats no key.</param>
    public void Value(ReadOnlySpan<byte> json, ValueTraits traits)
    {
        if (traits.Loose)
        {
            var scanner = new JsonScanner(json);
            Value(json, ref scanner);
        }
        else
        {
            Raw(json);
        }
    }

    /// <summary>Writes a tree.</summary>
    public void Node(JsonNode? node)
    {
        switch (node)
        {
            case null:
                Raw("null"u8);
                break;
            case JsonObject fields:
                var open = (byte)'{';
                foreach (var (name, value) in fields)
                {
                    Byte(open);
                    Text(name);
                    Raw(":"u8);
                    Node(value);
                    open = (byte)',';
                }

                Raw(open == (byte)'{' ? "{}"u8 : "}"u8);
                break;
            case JsonArray items:
                var start = (byte)'[';
                foreach (var item in items)
                {
                    Byte(start);
                    Node(item);
                    start = (byte)',';
                }

                Raw(start == (byte)'[' ? "[]"u8 : "]"u8);
                break;
            default:
                Scalar(node);
                break;
        }
    }

    private void Value(ReadOnlySpan<byte> json, ref JsonScanner scanner)
    {
        switch (scanner.Peek())
        {
            case (byte)'{':
                Byte((byte)'{');
                _ = Members(json, ref scanner);
                Byte((byte)'}');
                break;
            case (byte)'[':
                Elements(json, ref scanner);
                break;
            case (byte)'"':
                _ = scanner.ReadString(out var text);
                Text(json, text);
                break;
            default:
                ValueTraits traits = default;
                var start = scanner.At;
                _ = scanner.SkipValue(0, ref traits);
                Raw(json[start..scanner.At]);
                break;
        }
    }

    private bool Members(ReadOnlySpan<byte> json, ref JsonScanner scanner)
    {
        var (first, any) = (true, false);
        _ = scanner.EnterObject();
        while (scanner.NextKey(ref first, out var key))
        {
            Raw(any ? ","u8 : default);
            Text(json, key);
            Byte((byte)':');
            Value(json, ref scanner);
            any = true;
        }

        return any;
    }

    private void Elements(ReadOnlySpan<byte> json, ref JsonScanner scanner)
    {
        var (first, open) = (true, (byte)'[');
        _ = scanner.EnterArray();
        while (scanner.NextElement(ref first))
        {
            Byte(open);
            Value(json, ref scanner);
            open = (byte)',';
        }

        Raw(open == (byte)'[' ? "[]"u8 : "]"u8);
    }

    private void Scalar(JsonNode node)
    {
        if (node.GetValueKind() == JsonValueKind.String && node.AsValue().TryGetValue<string>(out var text))
        {
            Text(text);
        }
        else
        {
            // Dates and the like become texts here; numbers keep theirs.
            Raw(Encoding.UTF8.GetBytes(node.ToJsonString(SampleJson.NodeOptions)));
        }
    }
}
