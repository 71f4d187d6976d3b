using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Distill.Storage.Azure.Tables;

/// <summary>Keys of rows. A key has at most 1 KiB (512 characters), none of <c>/ \ # ?</c> and no control characters, and sorts ordinally.</summary>
internal static class TableKeys
{
    /// <summary>The partition of all rows of one kind: they are few, and writes that belong together must share a partition.</summary>
    public const string Partition = "all";

    /// <summary>Prefix of the rows that hold entities, newest first.</summary>
    public const string Newest = "new|";

    private const int MaxEscaped = 400;
    private const int MaxIdBytes = 200;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:~"
    );

    /// <summary>Key of the row that leads from an id to its entity.</summary>
    public static string OfId(string id) => $"id|{Escape(id)}";

    /// <summary>Prefix of the rows of a name, highest version first.</summary>
    public static string OfName(string name) => $"name|{Escape(name)}|";

    /// <summary>Key of the row that leads from a name and version to its entity.</summary>
    public static string OfName(string name, int version) =>
        OfName(name) + (int.MaxValue - version).ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>Key of an entity's row: time, then id, both turned round, so that ascending keys go from the newest to the oldest.</summary>
    /// <remarks>Ids of more than 200 UTF-8 bytes that agree in those are, at the same time, in no particular order.</remarks>
    public static string OfNewest(DateTimeOffset time, string id)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        var head = bytes.AsSpan(0, Math.Min(bytes.Length, MaxIdBytes)).ToArray();
        for (var index = 0; index < head.Length; index++)
        {
            head[index] = (byte)~head[index];
        }

        var hash = bytes.Length > MaxIdBytes ? Hash(bytes) : "";
        // The end mark is greater than every digit: of two ids that begin alike, the longer one comes first, as it must when turned round.
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Newest}{DateTime.MaxValue.Ticks - time.UtcTicks:D19}|{Convert.ToHexStringLower(head)}{hash}~"
        );
    }

    /// <summary>The first key after all that begin with a prefix, which ends with <c>|</c>.</summary>
    public static string After(string prefix) => string.Concat(prefix.AsSpan(0, prefix.Length - 1), "}");

    /// <summary>A text as part of a key; two texts never give the same. Long ones end with their hash.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = Plain.Contains(character)
                ? escaped.Append(character)
                : escaped.Append(CultureInfo.InvariantCulture, $"!{(int)character:x4}");
        }

        return escaped.Length <= MaxEscaped
            ? escaped.ToString()
            : $"{escaped.ToString(0, MaxEscaped)}!h{Hash(Encoding.Unicode.GetBytes(text))}";
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
}
