using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Distill.Api.Access;

/// <summary>The configured keys. Thread-safe.</summary>
internal sealed class AccessKeyRing
{
    private readonly Entry[] _entries;

    public AccessKeyRing(IOptions<AccessOptions> options)
    {
        IsOpen = !options.Value.IsConfigured;
        _entries =
        [
            .. options.Value.Keys.Select(key => new Entry(
                key.Key,
                AccessOptionsValidator.ParseRole(key.Value.Role)!.Value,
                AccessKey.ParseHash(key.Value.Hash)!,
                AccessOptionsValidator.ParseTime(key.Value.NotAfter)
            )),
        ];
    }

    /// <summary>True when nobody is asked for anything.</summary>
    public bool IsOpen { get; }

    /// <summary>The entry of a presented key, expired or not; null when there is none.</summary>
    /// <remarks>All entries are compared, each in constant time, so the time tells neither how near a guess is nor which key it met.</remarks>
    public Entry? Find(string presented)
    {
        var hash = AccessKey.HashOf(presented);
        Entry? found = null;
        foreach (var entry in _entries)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, entry.Hash) ? entry : found;
        }

        return found;
    }

    /// <summary>A key without the key.</summary>
    internal sealed record Entry(string Name, AccessRole Role, byte[] Hash, DateTimeOffset? NotAfter);
}
