using Distill.Core.Formats.Encodings;

namespace Distill.Core.Formats.Columnar;

/// <summary>Recognises Parquet files and opens them as JSON lines, so that every format of records can lie in one.</summary>
internal static class ParquetContent
{
    /// <summary>What a Parquet file begins and ends with.</summary>
    private static readonly byte[] Magic = "PAR1"u8.ToArray();

    /// <summary>The rows of a Parquet file as JSON lines; null when the content is none.</summary>
    /// <param name="content">The file from its start; closed with what is returned, and at a failure.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="isWanted">True when Parquet was asked for.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The rows; or null, and the content from its start.</returns>
    /// <exception cref="ImportException">It is Parquet that cannot be read here, or none though it was asked for.</exception>
    public static async Task<(ParquetRowStream? Rows, Stream Content)> OpenAsync(
        Stream content,
        string file,
        bool isWanted,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await LookAsync(content, file, isWanted, cancellationToken);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    private static async Task<(ParquetRowStream? Rows, Stream Content)> LookAsync(
        Stream content,
        string file,
        bool isWanted,
        CancellationToken cancellationToken
    )
    {
        var prefix = new PrefixedStream(content);
        await prefix.LookAsync(Magic.Length, cancellationToken);
        if (!prefix.Seen.Span.SequenceEqual(Magic))
        {
            return isWanted
                ? throw new ImportException(
                    file,
                    "the file is not Parquet: it does not begin with PAR1. Leave out the format, or give the right file."
                )
                : (null, prefix);
        }

        return content.CanSeek
            ? (await ParquetRowStream.OpenAsync(content, file, cancellationToken), prefix)
            : throw new ImportException(
                file,
                "a Parquet file is read from its end, so it cannot come through a pipe or be compressed again. Give it as a plain file."
            );
    }
}
