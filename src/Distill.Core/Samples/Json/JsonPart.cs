using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Datasets.Lineage;

namespace Distill.Core.Samples.Json;

/// <summary>An object of a sample, kept as the bytes it was read as until somebody looks into it. Thread-safe, like the tree only for reading.</summary>
/// <remarks>Once the tree was handed out it is what is written: whoever changed it in place does not lose the change.</remarks>
internal sealed class JsonPart : IEquatable<JsonPart>
{
    private readonly byte[]? _utf8;
    private JsonObject? _node;

    /// <summary>A part of canonical bytes.</summary>
    /// <param name="utf8">An object as <see cref="JsonTextWriter"/> writes it; null for an empty one.</param>
    /// <param name="origin">Stands last in it as <c>source</c>, which the bytes do not name; null for none.</param>
    public JsonPart(byte[]? utf8, RowSource? origin = null)
    {
        _utf8 = utf8;
        Origin = origin;
    }

    private JsonPart(JsonObject node) => _node = node;

    /// <summary>Where the row was imported from, when that is not part of the bytes.</summary>
    public RowSource? Origin { get; }

    /// <summary>The tree.</summary>
    public JsonObject Node => Volatile.Read(ref _node) ?? Interlocked.CompareExchange(ref _node, Parse(), null) ?? _node;

    /// <summary>A part of a tree; null of null.</summary>
    public static JsonPart? Of(JsonObject? node) => node is null ? null : new JsonPart(node);

    /// <summary>This part with an origin; null when it has a <c>source</c> already, or its tree was looked at.</summary>
    public JsonPart? With(RowSource origin) =>
        _utf8 is null || Origin is not null || _node is not null ? null : new JsonPart(_utf8, origin);

    /// <summary>The text of a field; null when there is none or it is no text.</summary>
    public string? Text(string name)
    {
        if (_utf8 is null || Volatile.Read(ref _node) is not null)
        {
            return Node[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        }

        var scanner = new JsonScanner(_utf8);
        var first = true;
        ValueTraits traits = default;
        _ = scanner.EnterObject();
        while (scanner.NextKey(ref first, out var key))
        {
            var isText = scanner.Peek() == (byte)'"';
            if (isText && JsonEscape.Read(_utf8.AsSpan(key.Start, key.Length), key) == name)
            {
                _ = scanner.ReadString(out var slice);
                return JsonEscape.Read(_utf8.AsSpan(slice.Start, slice.Length), slice);
            }

            _ = scanner.SkipValue(1, ref traits);
        }

        return null;
    }

    /// <summary>Writes <c>,"name":{…}</c>; nothing when the object is empty.</summary>
    public void Write(ref JsonTextWriter writer, ReadOnlySpan<byte> name)
    {
        var node = Volatile.Read(ref _node);
        var isEmpty = node is null ? Origin is null && _utf8 is null or { Length: 2 } : node.Count == 0;
        if (isEmpty)
        {
            return;
        }

        writer.Raw(name);
        if (node is not null)
        {
            writer.Node(node);
        }
        else if (Origin is null)
        {
            writer.Raw(_utf8);
        }
        else
        {
            writer.Raw("{"u8);
            WriteOrigin(ref writer, writer.Fields(_utf8, default), Origin);
            writer.Raw("}"u8);
        }
    }

    /// <summary>Writes an origin as a field of an object that is open.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="separates">True when the object has fields before it.</param>
    /// <param name="origin">The origin.</param>
    public static void WriteOrigin(ref JsonTextWriter writer, bool separates, RowSource origin)
    {
        writer.Raw(separates ? ",\"source\":{\"file\":"u8 : "\"source\":{\"file\":"u8);
        writer.Text(origin.File);
        writer.Raw(",\"line\":"u8);
        writer.Number(origin.Line);
        writer.Raw("}"u8);
    }

    /// <inheritdoc />
    public bool Equals(JsonPart? other) => ReferenceEquals(this, other) || (other is not null && ReferenceEquals(Node, other.Node));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as JsonPart);

    /// <inheritdoc />
    public override int GetHashCode() => Node.GetHashCode();

    private JsonObject Parse()
    {
        JsonObject node = [];
        if (_utf8 is not null)
        {
            var reader = new Utf8JsonReader(_utf8, JsonLine.ReaderOptions);
            _ = reader.Read();
            node = JsonNodes.ReadObject(ref reader);
        }

        return Origin?.AddTo(node) ?? node;
    }
}
