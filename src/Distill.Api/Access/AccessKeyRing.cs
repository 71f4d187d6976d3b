using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Distill.Api.Access;

/// <summary>The configured keys. Thread-safe.</summary>
internal sealed class AccessKeyRing
{
    private static readonly Entry Local = new("local", AccessRole.Admin, [], null);

    private readonly Entry[] _entries;
    private readonly TimeProvider _time;

    public AccessKeyRing(IOptions<AccessOptions> options, TimeProvider time)
    {
        _time = time;
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

    /// <summary>The entry of the key that a request presents; null when it presents none that holds.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fault">Why the key does not hold, without the key; null when there is none.</param>
    public Entry? Check(HttpRequest request, out string? fault)
    {
        fault = null;
        if (IsOpen)
        {
            return Local;
        }

        if (PresentedKey.Read(request) is not { Length: > 0 } presented)
        {
            return null;
        }

        if (Find(presented) is not { } key)
        {
            fault = "the key is unknown";
            return null;
        }

        if (key.NotAfter <= _time.GetUtcNow())
        {
            fault = $"the key '{key.Name}' has expired";
            return null;
        }

        return key;
    }

    // All entries are compared, each in constant time, so the time tells neither how near a guess is nor which key it met.
    private Entry? Find(string presented)
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
    internal sealed record Entry(string Name, AccessRole Role, byte[] Hash, DateTimeOffset? NotAfter)
    {
        /// <summary>The caller as the app knows it; shared by all its requests, so nobody may add to it.</summary>
        public ClaimsPrincipal Principal { get; } =
            new(
                new ClaimsIdentity(
                    [new Claim(ClaimTypes.Name, Name), new Claim(ClaimTypes.Role, AccessPolicies.NameOf(Role))],
                    AccessKeyHandler.SchemeName
                )
            );
    }
}
