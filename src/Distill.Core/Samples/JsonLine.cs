using System.Text.Json;
using System.Text.Unicode;
using Distill.Core.Datasets;

namespace Distill.Core.Samples;

/// <summary>What holds for the JSON text of any record.</summary>
internal static class JsonLine
{
    /// <summary>Deepest nesting accepted; logs nest a dozen levels.</summary>
    public const int MaxDepth = 128;

    /// <summary>Options of the readers of records.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Why these bytes are not a JSON text in UTF-8, or null. Well-formed text parses without an exception afterwards.</summary>
    public static SampleReadResult? Check(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, ReaderOptions);
            while (reader.Read()) { }
        }
        catch (JsonException exception)
        {
            var column = (exception.BytePositionInLine ?? 0) + 1;
            return SampleReadResult.Fault(
                RejectReasons.MalformedJson,
                $"Not valid JSON at byte {column} of the record: {Summary(exception.Message)}"
            );
        }

        return Utf8.IsValid(utf8)
            ? null
            : SampleReadResult.Fault(
                RejectReasons.InvalidUtf8,
                "The bytes are no text in the file's encoding. Mend the record, or say what the encoding is (--encoding)."
            );
    }

    /// <summary>The parser's message without its own notion of the place.</summary>
    public static string Summary(string message) => message.Split(" LineNumber:", 2)[0];
}
