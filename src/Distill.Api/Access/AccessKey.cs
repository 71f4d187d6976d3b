using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Distill.Api.Access;

/// <summary>A key of the HTTP API and its hash.</summary>
/// <remarks>
/// A key is 256 random bits, so one round of SHA-256 without salt keeps it: salt and slow hashes protect secrets that can be guessed. NIST SP 800-63B, section 5.1.2.2, asks for
/// them below 112 bits of entropy and for an approved hash function alone from there on.
/// </remarks>
public static class AccessKey
{
    private const string KeyPrefix = "distill_";
    private const string HashPrefix = "sha256:";
    private const int Bytes = 32;

    /// <summary>A new key and its hash for the configuration.</summary>
    public static (string Key, string Hash) Create()
    {
        var key = KeyPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (key, HashPrefix + Convert.ToHexStringLower(HashOf(key)));
    }

    /// <summary>The hash of a key: 32 bytes.</summary>
    internal static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Reads the hash of a setting; null when it is none.</summary>
    internal static byte[]? ParseHash(string? setting)
    {
        if (
            setting?.StartsWith(HashPrefix, StringComparison.OrdinalIgnoreCase) != true
            || setting.Length != HashPrefix.Length + (2 * Bytes)
        )
        {
            return null;
        }

        var hash = new byte[Bytes];
        return Convert.FromHexString(setting.AsSpan(HashPrefix.Length), hash, out _, out _) == System.Buffers.OperationStatus.Done
            ? hash
            : null;
    }
}
