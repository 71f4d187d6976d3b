using System.Text.Json;
using System.Text.Json.Serialization;
using Distill.Core.Storage;

namespace Distill.Core.Runs;

/// <summary>Small JSON and text blobs of a run. Thread-safe.</summary>
public static class RunBlobs
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals | JsonNumberHandling.AllowReadingFromString,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Reads a value, or default when there is no such blob.</summary>
    public static async Task<T?> ReadAsync<T>(IBlobStore blobs, string path, CancellationToken cancellationToken = default)
    {
        if (await blobs.FindAsync(path, cancellationToken) is null)
        {
            return default;
        }

        await using var stream = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        return await JsonSerializer.DeserializeAsync<T>(stream, Json, cancellationToken);
    }

    /// <summary>Writes a value, replacing the one before.</summary>
    public static Task WriteAsync<T>(IBlobStore blobs, string path, T value, CancellationToken cancellationToken = default) =>
        WriteAsync(blobs, path, value, default, cancellationToken);

    /// <summary>Writes a value if the condition holds.</summary>
    /// <exception cref="StoreConflictException">It does not.</exception>
    public static async Task WriteAsync<T>(
        IBlobStore blobs,
        string path,
        T value,
        BlobCondition condition,
        CancellationToken cancellationToken = default
    )
    {
        await using var write = await blobs.CreateAsync(path, condition, cancellationToken);
        await JsonSerializer.SerializeAsync(write.Content, value, Json, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="BlobNotFoundException">There is no such blob.</exception>
    public static async Task<string> ReadTextAsync(IBlobStore blobs, string path, CancellationToken cancellationToken = default)
    {
        await using var stream = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>Writes a text, replacing the one before.</summary>
    public static async Task WriteTextAsync(IBlobStore blobs, string path, string text, CancellationToken cancellationToken = default)
    {
        await using var write = await blobs.CreateAsync(path, cancellationToken: cancellationToken);
        await using (var writer = new StreamWriter(write.Content, leaveOpen: true))
        {
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }

        await write.CommitAsync(cancellationToken);
    }
}
