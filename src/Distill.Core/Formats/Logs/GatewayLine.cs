using System.Buffers;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Pipelines;
using Distill.Core.Samples;
using Distill.Core.Samples.Json;

namespace Distill.Core.Formats.Logs;

/// <summary>
/// Where the parts of a line of the gateway's log lie, found in one pass without decoding a text, and the sample that they make. A mutable helper of one call.
/// </summary>
/// <remarks>
/// It takes only answered exchanges of the ordinary shape: messages of plain texts, one choice, no key twice. Whatever else there is makes <see cref="TryRead"/>
/// false, and the line is left to <see cref="GatewayLogDecoder"/>; so there is one definition of what a line means.
/// </remarks>
internal ref partial struct GatewayLine
{
    private const int LineDepth = 1;
    private const int BodyDepth = 2;
    private const int ChoiceDepth = 4;
    private const int MessageDepth = 5;

    private readonly ReadOnlySpan<byte> _line;
    private JsonScanner _scanner;
    private MessageOutline _messages;
    private KeptFields _kept;
    private JsonSlice _answer;
    private JsonSlice _asid;
    private bool _nonAscii;
    private Parts _seen;

    [Flags]
    private enum Parts
    {
        None = 0,
        Asid = 1,
        Request = 2,
        Messages = 4,
        Response = 8,
        Choices = 16,
        Message = 32,
        Role = 64,
        Content = 128,
        All = 255,
    }

    private GatewayLine(ReadOnlySpan<byte> line)
    {
        _line = line;
        _scanner = new JsonScanner(line);
    }

    /// <summary>Reads a line; false when it is not of the ordinary shape.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out GatewayLine outline)
    {
        outline = new GatewayLine(line);
        return outline.ReadLine();
    }

    /// <summary>The id of the answer, as it stands in the line.</summary>
    public readonly ReadOnlySpan<byte> Asid => _line.Slice(_asid.Start, _asid.Length);

    /// <summary>The same as a text.</summary>
    public readonly string AsidText => JsonEscape.Read(Asid, _asid)!;

    /// <summary>The answer.</summary>
    public readonly string Answer => JsonEscape.Read(_line.Slice(_answer.Start, _answer.Length), _answer)!;

    /// <summary>The text of a field of the line itself; null when there is none or it is no text.</summary>
    public readonly string? Text(ReadOnlySpan<byte> name)
    {
        var at = _kept.IndexOf(KeptGroup.Line, name, _line);
        if (at < 0 || _line[_kept[at].Start] != (byte)'"')
        {
            return null;
        }

        var inner = _kept.ValueOf(at, _line)[1..^1];
        return JsonEscape.Read(inner, new JsonSlice(0, inner.Length, inner.Contains((byte)'\\'), NonAscii: true, Foreign: true));
    }

    /// <summary>The sample, without a source.</summary>
    public readonly Sample ToSample()
    {
        var messages = new List<Message>(_messages.Count + 1);
        _messages.AddTo(messages, _line);
        messages.Add(Message.Assistant(Answer));
        using var meta = new PooledBuffer(_line.Length);
        var writer = new JsonTextWriter(meta);
        writer.Raw("{"u8);
        _ = WriteMeta(ref writer);
        writer.Raw("}"u8);
        writer.Flush();
        return new Sample(null, new JsonPart(meta.Written.ToArray())) { Id = AsidText, Messages = messages };
    }

    /// <summary>Writes the sample as one canonical line, without a line end.</summary>
    public readonly void Write(IBufferWriter<byte> output, RowSource origin)
    {
        var writer = new JsonTextWriter(output);
        WriteHead(ref writer);
        WriteTail(ref writer, origin);
        writer.Flush();
    }

    /// <summary>Writes what comes before labels, feedback and scores.</summary>
    public readonly void WriteHead(ref JsonTextWriter writer)
    {
        writer.Raw("{\"id\":"u8);
        writer.Text(_line, _asid);
        writer.Raw(",\"messages\":["u8);
        _messages.Write(ref writer, _line);
        writer.Raw(",{\"role\":\"assistant\",\"content\":"u8);
        writer.Text(_line, _answer);
        writer.Raw("}]"u8);
    }

    /// <summary>Writes what comes after them.</summary>
    public readonly void WriteTail(ref JsonTextWriter writer, RowSource origin)
    {
        writer.Raw(",\"meta\":{"u8);
        JsonPart.WriteOrigin(ref writer, WriteMeta(ref writer), origin);
        writer.Raw("}}"u8);
    }

    private readonly bool WriteMeta(ref JsonTextWriter writer)
    {
        var any = false;
        for (var group = KeptGroup.Response; group <= KeptGroup.Line; group++)
        {
            for (var i = 0; i < _kept.Count; i++)
            {
                if (_kept[i].Group == group && !IsReplaced(i, out var value))
                {
                    writer.Raw(any ? ",\""u8 : "\""u8);
                    writer.Raw(KeptFields.PrefixOf(group));
                    writer.Raw(_kept.NameOf(i, _line));
                    writer.Raw("\":"u8);
                    writer.Value(_kept.ValueOf(value, _line), new ValueTraits { Loose = _kept[value].IsLoose });
                    any = true;
                }
            }
        }

        return any;
    }

    // The gateway's own model and usage take the place of the platform's, where those would stand.
    private readonly bool IsReplaced(int index, out int value)
    {
        value = index;
        var name = _kept.NameOf(index, _line);
        switch (_kept[index].Group)
        {
            case KeptGroup.ResponseModel or KeptGroup.ResponseUsage:
                var own = _kept.IndexOf(KeptGroup.Line, name, _line);
                value = own < 0 ? index : own;
                return false;
            case KeptGroup.Line:
                return _kept.IndexOf(KeptGroup.ResponseModel, name, _line) >= 0 || _kept.IndexOf(KeptGroup.ResponseUsage, name, _line) >= 0;
            default:
                return false;
        }
    }
}
