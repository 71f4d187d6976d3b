using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Distill.Core.Samples;

namespace Distill.Core.Privacy;

/// <summary>What a sample says, whatever format it is written in: the texts of its turns in order, without roles, ids and meta.</summary>
/// <remarks>The first 128 bits of a SHA-256: texts come from strangers, and a collision made on purpose would take another's row.</remarks>
/// <param name="High">The first eight bytes.</param>
/// <param name="Low">The next eight.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConversationHash(ulong High, ulong Low)
{
    /// <summary>The hash of a sample.</summary>
    public static ConversationHash Of(Sample sample)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, sample.Messages);
        Add(hash, sample.Chosen);
        Add(hash, sample.Rejected);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return new ConversationHash(BinaryPrimitives.ReadUInt64BigEndian(digest), BinaryPrimitives.ReadUInt64BigEndian(digest[8..]));
    }

    private static void Add(IncrementalHash hash, IReadOnlyList<Message>? messages)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var message in messages ?? [])
        {
            var text = Encoding.UTF8.GetBytes(message.Content);
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            hash.AppendData(length);
            hash.AppendData(text);
        }
    }
}
