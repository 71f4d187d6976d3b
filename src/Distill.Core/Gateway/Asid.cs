using System.Buffers.Binary;

namespace Distill.Core.Gateway;

/// <summary>The id of an answer: what feedback refers to. 32 hexadecimal digits of a version 7 UUID (RFC 9562), so ids sort by time.</summary>
public static class Asid
{
    private const int Digits = 32;

    /// <summary>A new id.</summary>
    /// <param name="now">Its time; milliseconds count.</param>
    public static string Create(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    /// <summary>When an id was made; null when it is none of ours.</summary>
    public static DateTimeOffset? TimeOf(string asid)
    {
        if (asid.Length != Digits || !Guid.TryParseExact(asid, "N", out var id) || id.Version != 7)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16));
    }
}
