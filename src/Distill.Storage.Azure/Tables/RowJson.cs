using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>The JSON of an entity in the properties of a row. Thread-safe.</summary>
/// <remarks>
/// A property holds 64 KiB, which is 32,768 UTF-16 characters, and a row 1 MiB: the text is cut into properties <c>json0</c>, <c>json1</c> … and, when it has
/// more than 480,000 characters, put into the blob <c>state/{sha256}.json</c>, which the property <c>blob</c> names. The blob comes first, so that no row
/// leads nowhere; its name is its content, so that writing it twice does no harm. Blobs of replaced rows stay.
/// </remarks>
/// <param name="blobs">Where long texts go.</param>
/// <param name="prefix">Begins the names of the properties: a row may hold several texts.</param>
/// <param name="maxInRow">Most characters that the row itself holds of the text.</param>
internal sealed class RowJson(IBlobStore blobs, string prefix = "json", int maxInRow = RowJson.MaxInRow)
{
    /// <summary>Most characters of a text that a row holds: 15 properties, 960,000 bytes.</summary>
    public const int MaxInRow = 15 * MaxInProperty;

    private const int MaxInProperty = 32_000;

    // The first text of a row was there before any other, with a plain name.
    private readonly string blobProperty = prefix == "json" ? "blob" : $"{prefix}Blob";

    /// <summary>Puts a text into a row that is to be written.</summary>
    public async Task PutAsync(TableEntity row, string json, CancellationToken cancellationToken)
    {
        if (json.Length > maxInRow)
        {
            row[blobProperty] = await WriteBlobAsync(json, cancellationToken);
            return;
        }

        var number = 0;
        for (var start = 0; start < json.Length; number++)
        {
            var length = Math.Min(MaxInProperty, json.Length - start);
            // A property is sent as UTF-8, which has no half characters.
            if (start + length < json.Length && char.IsHighSurrogate(json[start + length - 1]))
            {
                length--;
            }

            row[Name(number)] = json.Substring(start, length);
            start += length;
        }
    }

    /// <summary>The text of a row that was read.</summary>
    public async Task<string> GetAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (row.GetString(blobProperty) is { } path)
        {
            await using var stream = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync(cancellationToken);
        }

        var json = new StringBuilder();
        for (var number = 0; row.TryGetValue(Name(number), out var part); number++)
        {
            json.Append((string)part);
        }

        return json.ToString();
    }

    /// <summary>Deletes the blob that a row's text is in, if it is in one.</summary>
    public async Task DeleteBlobAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (row.GetString(blobProperty) is { } path)
        {
            await blobs.DeleteAsync(path, cancellationToken: cancellationToken);
        }
    }

    private string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");

    private async Task<string> WriteBlobAsync(string json, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var path = $"state/{Convert.ToHexStringLower(SHA256.HashData(bytes))}.json";
        try
        {
            await using var write = await blobs.CreateAsync(path, BlobCondition.Absent, cancellationToken);
            await write.Content.WriteAsync(bytes, cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
        catch (StoreConflictException)
        {
            // The same text was written before.
        }

        return path;
    }
}
