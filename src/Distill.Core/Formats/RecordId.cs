using System.Globalization;
using System.IO.Hashing;

namespace Distill.Core.Formats;

/// <summary>Ids of imported records.</summary>
internal static class RecordId
{
    /// <summary>By what ids are compared.</summary>
    public static UInt128 Hash(ReadOnlySpan<byte> utf8) => XxHash128.HashToUInt128(utf8);

    /// <summary>The id of a record that brings none: of its bytes and its line.</summary>
    public static string Derive(in DecodedRecord record) =>
        XxHash128.HashToUInt128(record.Bytes.Span, seed: record.Line).ToString("x32", CultureInfo.InvariantCulture);
}
