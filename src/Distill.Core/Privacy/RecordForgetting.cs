using System.Security.Cryptography;
using Distill.Core.Formats;
using Distill.Core.Storage;

namespace Distill.Core.Privacy;

/// <summary>Finds a person's records in files that people brought and that runs wrote, and writes the files without them. Thread-safe.</summary>
/// <remarks>
/// Each write is one step with the file's version as its condition, so a crash leaves the file as it was or as it is to be. In <c>uploads</c> and <c>sources</c> an empty line stands where a record
/// was: the ids of other rows come of their lines.
/// </remarks>
/// <param name="blobs">Where the files are.</param>
internal sealed class RecordForgetting(IBlobStore blobs)
{
    private const string Uploads = "uploads/";
    private const string Sources = "sources/";

    /// <summary>What a file holds of the person; null when nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="person">Whose.</param>
    /// <param name="run">The run that it belongs to; null for none.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<ForgottenFile?> FindAsync(string path, Person person, string? run, CancellationToken cancellationToken)
    {
        var (ranges, isRowWise) = await ReadAsync(path, person, run, cancellationToken);
        return ranges.Count == 0
            ? null
            : new ForgottenFile(
                path,
                ranges.Count,
                !isRowWise ? ForgottenChange.Deleted
                    : path.StartsWith(Uploads, StringComparison.Ordinal) ? ForgottenChange.Moved
                    : ForgottenChange.Rewritten
            );
    }

    /// <summary>Writes a file without the person's records; false when somebody else changed it meanwhile.</summary>
    public async Task<bool> RemoveAsync(string path, Person person, string? run, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(path, cancellationToken) is not { } found)
        {
            return true;
        }

        var (ranges, isRowWise) = await ReadAsync(path, person, run, cancellationToken);
        try
        {
            await (
                ranges.Count == 0 ? Task.CompletedTask
                : !isRowWise ? blobs.DeleteAsync(path, BlobCondition.Match(found.ETag), cancellationToken)
                : path.StartsWith(Uploads, StringComparison.Ordinal) ? MoveAsync(found, ranges, cancellationToken)
                : WriteAsync(
                    path,
                    path,
                    BlobCondition.Match(found.ETag),
                    ranges,
                    path.StartsWith(Sources, StringComparison.Ordinal),
                    cancellationToken
                )
            );
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    // The lines of the person's records.
    private async Task<(List<(long First, long Last)> Ranges, bool IsRowWise)> ReadAsync(
        string path,
        Person person,
        string? run,
        CancellationToken cancellationToken
    )
    {
        await using var file = await RecordFile.OpenAsync(blobs, path, cancellationToken);
        var matcher = new RecordMatcher(person, run, file.Header, file.Dialect);
        var ranges = new List<(long, long)>();
        await foreach (var record in file.ReadAsync(cancellationToken))
        {
            if (matcher.Owns(record))
            {
                var ends = record.Bytes.Span.Count((byte)'\n');
                ranges.Add((record.Line, record.Line + (record.Bytes.Span is [.., (byte)'\n'] ? ends - 1 : ends)));
            }
        }

        return (ranges, file.IsRowWise);
    }

    // A new version of an upload would start its run again.
    private async Task MoveAsync(BlobProperties found, List<(long First, long Last)> ranges, CancellationToken cancellationToken)
    {
        using var hash = SHA256.Create();
        await using (var hashing = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            await CopyAsync(found.Path, hashing, ranges, keepsNumbers: true, cancellationToken);
        }

        var target = $"{Sources}{Convert.ToHexStringLower(hash.Hash!)}/{NameOf(found.Path)}";
        await WriteAsync(found.Path, target, default, ranges, keepsNumbers: true, cancellationToken);
        await blobs.DeleteAsync(found.Path, BlobCondition.Match(found.ETag), cancellationToken);
    }

    private async Task WriteAsync(
        string from,
        string to,
        BlobCondition condition,
        List<(long First, long Last)> ranges,
        bool keepsNumbers,
        CancellationToken cancellationToken
    )
    {
        await using var write = await blobs.CreateAsync(to, condition, cancellationToken);
        await CopyAsync(from, write.Content, ranges, keepsNumbers, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    private async Task CopyAsync(
        string path,
        Stream target,
        List<(long First, long Last)> ranges,
        bool keepsNumbers,
        CancellationToken cancellationToken
    )
    {
        var name = NameOf(path);
        await using var source = CompressedContent.Open(await blobs.OpenReadAsync(path, cancellationToken: cancellationToken), name);
        var compressed = CompressedContent.Create(target, name);
        await LineFilter.CopyAsync(source, compressed, ranges, keepsNumbers, cancellationToken);
        if (compressed != target)
        {
            await compressed.DisposeAsync();
        }
    }
}
