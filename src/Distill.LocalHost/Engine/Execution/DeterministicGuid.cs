using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>Name-based ids (RFC 9562, version 5): the same name, the same id.</summary>
internal static class DeterministicGuid
{
    /// <summary>A namespace of our own, drawn at random once.</summary>
    private static readonly Guid Namespace = new("5b1c2a86-3f0e-4f5d-9d5a-7a0b7c2f9e41");

    [SuppressMessage("Security", "CA5350", Justification = "Version 5 ids are defined by SHA-1; nothing is protected by it.")]
    public static Guid Create(string name)
    {
        var text = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        Namespace.TryWriteBytes(text, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, text.AsSpan(16));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(text, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
