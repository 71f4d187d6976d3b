using System.Buffers;
using System.Runtime.CompilerServices;
using Distill.Core.Formats;
using Distill.Core.Inference.Journal;
using Distill.Core.Storage;

namespace Distill.Core.Privacy;

/// <summary>Finds the entries of a person's calls in inference journals, and writes the journals without them. Thread-safe.</summary>
/// <remarks>
/// An entry is the person's when every record that asked for it is: what somebody else asked word for word stays, without the person's records, and so does its answer in the cache. An entry from before entries named their
/// records is nobody's in particular; where its dataset held rows of the person, it goes.
/// </remarks>
/// <param name="blobs">Where journals are.</param>
internal sealed class JournalForgetting(IBlobStore blobs)
{
    /// <summary>Counts the entries that rows of the person have asked for.</summary>
    /// <param name="place">The journal.</param>
    /// <param name="person">Whose.</param>
    /// <param name="keys">Takes up the keys of those that nobody else has asked for.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<long> CountAsync(JournalPlace place, Person person, HashSet<string> keys, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var (entry, _) in ReadAsync(place.Path, cancellationToken))
        {
            if (entry is not null && Left(entry, place, person) is var left && left != entry)
            {
                count++;
                _ = left is null && keys.Add(entry.Key);
            }
        }

        return count;
    }

    /// <summary>Takes the keys out that somebody else has asked for as well.</summary>
    public async Task ExceptSharedAsync(JournalPlace place, Person person, HashSet<string> keys, CancellationToken cancellationToken)
    {
        await foreach (var (entry, _) in ReadAsync(place.Path, cancellationToken))
        {
            if (entry is not null && keys.Contains(entry.Key) && Left(entry, place, person) is not null)
            {
                keys.Remove(entry.Key);
            }
        }
    }

    /// <summary>Writes a journal without the person's entries; false when a run was writing to it.</summary>
    public async Task<bool> RemoveAsync(JournalPlace place, Person person, CancellationToken cancellationToken)
    {
        var original = await blobs.FindAsync(place.Path, cancellationToken);
        var keptPath = InferenceJournal.KeptPath(place.Path);
        await using (var write = await blobs.CreateAsync(keptPath, cancellationToken: cancellationToken))
        {
            var kept = 0L;
            var changed = new ArrayBufferWriter<byte>();
            await foreach (var (entry, line) in ReadAsync(place.Path, cancellationToken))
            {
                // A damaged line was never acknowledged, and may be a part of one of these.
                if (entry is null || Left(entry, place, person) is not { } left)
                {
                    continue;
                }

                kept++;
                changed.ResetWrittenCount();
                if (left == entry)
                {
                    changed.Write(line.Span);
                    changed.Write("\n"u8);
                }
                else
                {
                    JournalLine.Write(left, changed);
                }

                await write.Content.WriteAsync(changed.WrittenMemory, cancellationToken);
            }

            Task change =
                kept > 0 ? write.CommitAsync(cancellationToken) : blobs.DeleteAsync(keptPath, cancellationToken: cancellationToken);
            await change;
        }

        try
        {
            _ = original is not null && await blobs.DeleteAsync(place.Path, BlobCondition.Match(original.ETag), cancellationToken);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }

    // The entry without the person's records: itself when it has none, null when it has no others.
    private static JournalEntry? Left(JournalEntry entry, JournalPlace place, Person person)
    {
        if (entry.Records is not { Count: > 0 } records)
        {
            return place.Dataset is { } dataset && person.HasRowsIn(dataset) ? null : entry;
        }

        string[] others = [.. records.Where(record => !person.HasAsked(place.Run, record))];
        return others.Length == records.Count ? entry
            : others.Length == 0 ? null
            : entry with { Records = others };
    }

    // The kept part first, as whoever reads the journal does; the entry is null for a damaged line.
    private async IAsyncEnumerable<(JournalEntry? Entry, ReadOnlyMemory<byte> Line)> ReadAsync(
        string path,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var part in (string[])[InferenceJournal.KeptPath(path), path])
        {
            if (await blobs.FindAsync(part, cancellationToken) is null)
            {
                continue;
            }

            await using var stream = await blobs.OpenReadAsync(part, cancellationToken: cancellationToken);
            using var buffer = new RecordBuffer(stream);
            var lines = new Utf8LineReader(buffer, int.MaxValue);
            while (await lines.ReadAsync(cancellationToken))
            {
                yield return (lines.Terminated ? JournalLine.Read(lines.Current.Span) : null, lines.Current);
            }
        }
    }
}
