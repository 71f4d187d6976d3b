using System.Runtime.CompilerServices;
using System.Text.Json;
using Distill.Core.Formats;
using Distill.Core.Storage;

namespace Distill.Core.Datasets;

/// <summary>Reads rejects files.</summary>
public static class RejectReader
{
    /// <summary>The rejects of a file, in order.</summary>
    /// <exception cref="DamagedShardException">A line is no reject; the message names path and line.</exception>
    /// <exception cref="BlobNotFoundException">There is no such file.</exception>
    public static async IAsyncEnumerable<Reject> ReadAsync(
        IBlobStore blobs,
        string path,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(blobs);
        await using var content = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        using var buffer = new RecordBuffer(content);
        var lines = new Utf8LineReader(buffer, int.MaxValue);
        while (await lines.ReadAsync(cancellationToken))
        {
            yield return Parse(lines, path);
        }
    }

    private static Reject Parse(Utf8LineReader lines, string path)
    {
        try
        {
            return RejectJson.Read(lines.Current.Span);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new DamagedShardException(path, lines.Line, exception.Message);
        }
    }
}
