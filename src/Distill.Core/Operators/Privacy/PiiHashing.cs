using System.Security.Cryptography;
using System.Text;

namespace Distill.Core.Operators.Privacy;

/// <summary>Pseudonyms such as <c>[EMAIL_9f86d081884c7d65]</c>: the same value has the same one throughout all data masked with the same salt. Thread-safe.</summary>
/// <remarks>HMAC-SHA256, of which 64 bits are shown: two of a million values share a pseudonym with a chance of 3 in 100 million.</remarks>
internal sealed class PiiHashing(string salt) : PiiReplacement
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(salt);

    public override string Of(PiiKind kind, ReadOnlySpan<char> value)
    {
        var label = PiiKinds.Label(kind);
        var hash = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{label}:{Identity(kind, value)}"));
        return $"[{label}_{Convert.ToHexStringLower(hash.AsSpan(0, 8))}]";
    }
}
