using System.Buffers;
using System.IO.Pipelines;
using Distill.Core.Storage;

namespace Distill.Core.Inference.Journal;

/// <summary>The settled calls of one shard, append-only: what is in it is never asked again. README.md beside this file gives the rules.</summary>
/// <remarks>One writer a journal at a time. Reading is thread-safe.</remarks>
/// <param name="blobs">Where journals are kept.</param>
public sealed class InferenceJournal(IBlobStore blobs)
{
    private const string LineFile = ".jsonl";
    private const string KeptFile = ".kept.jsonl";

    /// <summary>Reads a journal; a missing one is empty, damaged lines are counted and left out.</summary>
    /// <param name="path">Blob path of the journal.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<JournalContents> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        var entries = new Dictionary<string, JournalEntry>(StringComparer.Ordinal);
        var damaged = 0;
        foreach (var part in (string[])[KeptPath(path), path])
        {
            if (await blobs.FindAsync(part, cancellationToken) is not null)
            {
                await using var stream = await blobs.OpenReadAsync(part, cancellationToken: cancellationToken);
                damaged += await ReadAsync(stream, entries, cancellationToken);
            }
        }

        return entries.Count == 0 && damaged == 0 ? JournalContents.Empty : new JournalContents(entries, damaged);
    }

    /// <summary>Where the entries of a journal are that were kept when others were forgotten; whoever reads the journal reads them first.</summary>
    /// <param name="path">Blob path of the journal.</param>
    public static string KeptPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(LineFile, StringComparison.Ordinal) ? $"{path[..^LineFile.Length]}{KeptFile}" : path + KeptFile;
    }

    /// <summary>Opens a journal for appending, making it when absent.</summary>
    /// <param name="path">Blob path of the journal.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    public async Task<JournalWriter> OpenAsync(string path, CancellationToken cancellationToken = default) =>
        new(await blobs.OpenAppendAsync(path, cancellationToken));

    /// <summary>The journal that a blob is the kept part of; the path itself when it is a journal.</summary>
    /// <param name="path">Blob path.</param>
    public static string OriginalPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(KeptFile, StringComparison.Ordinal) ? $"{path[..^KeptFile.Length]}{LineFile}" : path;
    }

    internal static async Task<JournalContents> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, JournalEntry>(StringComparer.Ordinal);
        return new JournalContents(entries, await ReadAsync(stream, entries, cancellationToken));
    }

    // The damaged lines.
    private static async Task<int> ReadAsync(Stream stream, Dictionary<string, JournalEntry> entries, CancellationToken cancellationToken)
    {
        var damaged = 0;
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                damaged += Add(rest.Slice(0, end), entries) ? 0 : 1;
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                await reader.CompleteAsync();
                // A last line without its end is passed over even when it is whole: the next opening for appends cuts it off.
                return damaged + (rest.IsEmpty ? 0 : 1);
            }
        }
    }

    private static bool Add(ReadOnlySequence<byte> line, Dictionary<string, JournalEntry> entries)
    {
        var entry = JournalLine.Read(line.IsSingleSegment ? line.FirstSpan : line.ToArray());
        if (entry is not null)
        {
            entries.TryAdd(entry.Key, entry);
        }

        return entry is not null;
    }
}
