using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Distill.Core.Inference.Journal;

/// <summary>
/// The form of one line: <c>{"sum":"0123456789abcdef","entry":{…}}</c>, where <c>sum</c> is XxHash64 over the bytes of the entry. It stays JSON for every
/// tool that reads lines of JSON, and a line cut off anywhere fails its sum. README.md beside this file tells what that is for.
/// </summary>
internal static class JournalLine
{
    private const int SumStart = 8;
    private const int SumLength = 16;
    private const int EntryStart = 34;

    // Chinese text stays text; no line is ever put into a page as it is.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ReadOnlySpan<byte> Head => "{\"sum\":\""u8;
    private static ReadOnlySpan<byte> Middle => "\",\"entry\":"u8;

    /// <summary>Writes the line and its end.</summary>
    public static void Write(JournalEntry entry, ArrayBufferWriter<byte> output)
    {
        output.Write("{\"sum\":\"0000000000000000\",\"entry\":"u8);
        var start = output.WrittenCount;
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            JsonSerializer.Serialize(json, entry, JournalJson.Default.JournalEntry);
        }

        var sum = XxHash64.HashToUInt64(output.WrittenSpan[start..]);
        output.Write("}\n"u8);
        // The buffer is ours alone; the sum goes into the place left for it.
        var line = MemoryMarshal.AsMemory(output.WrittenMemory).Span;
        _ = sum.TryFormat(line.Slice(SumStart, SumLength), out _, "x16");
    }

    /// <summary>Reads a line without its newline; null when it is damaged.</summary>
    public static JournalEntry? Read(ReadOnlySpan<byte> line)
    {
        if (line.Length <= EntryStart || !line.StartsWith(Head) || line[^1] != '}' || !line[(SumStart + SumLength)..].StartsWith(Middle))
        {
            return null;
        }

        var entry = line[EntryStart..^1];
        Span<byte> sum = stackalloc byte[SumLength];
        _ = XxHash64.HashToUInt64(entry).TryFormat(sum, out _, "x16");
        return sum.SequenceEqual(line.Slice(SumStart, SumLength))
            ? JsonSerializer.Deserialize(entry, JournalJson.Default.JournalEntry)
            : null;
    }
}
