using System.Buffers;
using System.Security.Cryptography;

namespace Distill.Api.Uploads;

/// <summary>Copies a stream and hashes it on the way.</summary>
internal static class HashedCopy
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Copies all of it.</summary>
    /// <returns>Bytes copied and their lower-case hexadecimal SHA-256.</returns>
    public static async Task<(long Length, string Sha256)> CopyAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                length += read;
            }

            return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
