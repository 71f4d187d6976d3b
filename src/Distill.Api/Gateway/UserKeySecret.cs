using System.Security.Cryptography;
using System.Text;
using Distill.Core.Gateway;
using Distill.Core.Storage;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>The secret behind the hashes of users: the configured one, else one that is made once and kept in the store. Thread-safe.</summary>
public sealed class UserKeySecret(IBlobStore blobs, IOptions<GatewayOptions> options)
{
    /// <summary>Where a secret that was made is kept.</summary>
    public const string BlobPath = "state/user-key-secret";

    private const int Bytes = 32;

    private readonly SemaphoreSlim _opening = new(1, 1);
    private UserKeyHash? _hash;

    /// <summary>What hashes users.</summary>
    /// <exception cref="IOException">The store cannot be used.</exception>
    public async ValueTask<UserKeyHash> OpenAsync(CancellationToken cancellationToken = default)
    {
        if (_hash is { } known)
        {
            return known;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _hash ??= new UserKeyHash(
                options.Value.UserKeySecret is { } configured
                    ? Encoding.UTF8.GetBytes(configured)
                    : await ReadAsync(cancellationToken) ?? await MakeAsync(cancellationToken)
            );
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(BlobPath, cancellationToken) is null)
        {
            return null;
        }

        var secret = new byte[Bytes];
        await using var stream = await blobs.OpenReadAsync(BlobPath, 0, cancellationToken);
        await stream.ReadExactlyAsync(secret, cancellationToken);
        return secret;
    }

    private async Task<byte[]> MakeAsync(CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetBytes(Bytes);
        try
        {
            await using var write = await blobs.CreateAsync(BlobPath, BlobCondition.Absent, cancellationToken);
            await write.Content.WriteAsync(secret, cancellationToken);
            await write.CommitAsync(cancellationToken);
            return secret;
        }
        catch (StoreConflictException)
        {
            // Another process was first; its secret is everybody's.
            return (await ReadAsync(cancellationToken))!;
        }
    }
}
