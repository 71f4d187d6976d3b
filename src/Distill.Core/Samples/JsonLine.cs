using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Samples.Json;

namespace Distill.Core.Samples;

/// <summary>What holds for the JSON text of any record.</summary>
internal static class JsonLine
{
    /// <summary>Deepest nesting accepted; logs nest a dozen levels.</summary>
    public const int MaxDepth = 128;

    /// <summary>Options of the readers of records.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Why these bytes are not a JSON text in UTF-8, or null. Well-formed text parses without an exception afterwards; a bad line costs none either.</summary>
    public static SampleReadResult? Check(ReadOnlySpan<byte> utf8)
    {
        var scanner = new JsonScanner(utf8);
        ValueTraits traits = default;
        if (!scanner.SkipValue(0, ref traits) || !scanner.End())
        {
            return Malformed(scanner.At, scanner.Fault);
        }

        return Utf8Text.IsValid(utf8) ? null : NoText();
    }

    /// <summary>The fault that a scanner has found at an offset.</summary>
    public static SampleReadResult Malformed(int at, string? fault) =>
        SampleReadResult.Fault(RejectReasons.MalformedJson, $"Not valid JSON at byte {at + 1} of the record: {fault}");

    /// <summary>The fault of bytes that are no UTF-8.</summary>
    public static SampleReadResult NoText() =>
        SampleReadResult.Fault(
            RejectReasons.InvalidUtf8,
            "The bytes are no text in the file's encoding. Mend the record, or say what the encoding is (--encoding)."
        );

    /// <summary>The fault of an escape such as "\ud800" without its second half: the text cannot be represented.</summary>
    public static SampleReadResult HalfPair() =>
        SampleReadResult.Fault(RejectReasons.InvalidUtf8, "A \\u escape names half a surrogate pair. Write the character itself.");

    /// <summary>The parser's message without its own notion of the place.</summary>
    public static string Summary(string message) => message.Split(" LineNumber:", 2)[0];
}
