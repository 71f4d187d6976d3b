using System.Security.Cryptography;
using System.Text;

namespace Distill.Core.Gateway;

/// <summary>Names users in logs and feedback without naming them: HMAC-SHA-256 (RFC 2104) of their key, so that nobody without the secret can try keys. Thread-safe.</summary>
/// <param name="secret">At least 16 bytes; the same secret gives the same names, so that logs and feedback meet.</param>
public sealed class UserKeyHash(byte[] secret)
{
    private const int Bytes = 16;

    /// <summary>32 hexadecimal digits: the first half of the code.</summary>
    public string Hash(string user)
    {
        Span<byte> code = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(user), code);
        return Convert.ToHexStringLower(code[..Bytes]);
    }
}
