using System.Text.RegularExpressions;
using Distill.Core.Feedback;
using Distill.Core.Formats;
using Distill.Core.Gateway;
using Distill.Core.Storage;

namespace Distill.Core.Privacy;

/// <summary>Finds a person's lines in rolling logs and writes the files without them. Thread-safe.</summary>
/// <remarks>A file without the lines gets a name of its own, <c>…-r1.jsonl</c>, then the old one goes: a crash in between leaves both, and the repetition mends it.</remarks>
/// <param name="blobs">Where the logs are.</param>
internal sealed partial class LogForgetting(IBlobStore blobs)
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>The person's lines by file, and the files among them that are being written to.</summary>
    public async Task<(Dictionary<string, long> Lines, List<string> Open)> FindAsync(
        string container,
        Person person,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        var open = new List<string>();
        await foreach (var blob in blobs.ListAsync(container, cancellationToken))
        {
            var count = await CountAsync(blob.Path, person, cancellationToken);
            if (count > 0)
            {
                found[blob.Path] = count;
                if (await IsOpenAsync(blob.Path, cancellationToken))
                {
                    open.Add(blob.Path);
                }
            }
        }

        return (found, open);
    }

    /// <summary>Writes a file without the person's lines; false when it is being written to and has to wait.</summary>
    public async Task<bool> RemoveAsync(string path, Person person, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(path, cancellationToken) is null)
        {
            return true;
        }

        if (await IsOpenAsync(path, cancellationToken) || await blobs.FindAsync(path, cancellationToken) is not { } found)
        {
            return false;
        }

        await using (var write = await blobs.CreateAsync(Successor(path), cancellationToken: cancellationToken))
        {
            var kept = 0L;
            await foreach (var line in LinesAsync(path, cancellationToken))
            {
                if (!IsOwn(path, line, person))
                {
                    await write.Content.WriteAsync(line, cancellationToken);
                    await write.Content.WriteAsync(LineEnd, cancellationToken);
                    kept++;
                }
            }

            if (kept > 0)
            {
                await write.CommitAsync(cancellationToken);
            }
        }

        try
        {
            await blobs.DeleteAsync(path, BlobCondition.Match(found.ETag), cancellationToken);
            return true;
        }
        catch (StoreConflictException)
        {
            // Somebody began to write to it again: the next attempt copies that too.
            return false;
        }
    }

    private static string Successor(string path)
    {
        var number = Rewritten().Match(path) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, null) + 1 : 1;
        var stem = Rewritten().Replace(path, "");
        stem = stem.EndsWith(".jsonl", StringComparison.Ordinal) ? stem[..^".jsonl".Length] : stem;
        return FormattableString.Invariant($"{stem}-r{number}.jsonl");
    }

    private static bool IsOwn(string path, ReadOnlyMemory<byte> line, Person person) =>
        path.StartsWith("feedback/", StringComparison.Ordinal)
            ? FeedbackLine.Read(line) is { } item && person.Owns(item)
            : LoggedCall.Read(line.Span) is { } call && person.Owns(call);

    private async Task<long> CountAsync(string path, Person person, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var line in LinesAsync(path, cancellationToken))
        {
            count += IsOwn(path, line, person) ? 1 : 0;
        }

        return count;
    }

    // A file that was written anew is never appended to.
    private async Task<bool> IsOpenAsync(string path, CancellationToken cancellationToken)
    {
        if (Rewritten().IsMatch(path))
        {
            return false;
        }

        try
        {
            await using var _ = await blobs.OpenAppendAsync(path, cancellationToken);
            return false;
        }
        catch (StoreConflictException)
        {
            return true;
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(
        string path,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var stream = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        using var buffer = new RecordBuffer(stream);
        var lines = new Utf8LineReader(buffer, int.MaxValue);
        while (await lines.ReadAsync(cancellationToken))
        {
            yield return lines.Current;
        }
    }

    [GeneratedRegex(@"-r(\d{1,6})\.jsonl$")]
    private static partial Regex Rewritten();
}
