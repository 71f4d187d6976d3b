using Distill.Core.Datasets;
using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Core.Privacy;

/// <summary>Finds what files hold of a person beside logs and shards, and removes it: uploads, sources, exports, and all that runs keep. Thread-safe.</summary>
/// <param name="blobs">Where they are.</param>
/// <param name="cache">The answers of journals, across runs.</param>
internal sealed class ForgettingFiles(IBlobStore blobs, IResponseCache cache)
{
    private const int CacheBatch = 500;
    private const string Export = "/export";

    private readonly RecordForgetting _records = new(blobs);
    private readonly JournalForgetting _journals = new(blobs);
    private readonly DocumentForgetting _documents = new(blobs);

    /// <summary>Files that people brought. The ids of their rows are taken up.</summary>
    public async Task<IReadOnlyList<ForgottenFile>> FindBroughtAsync(Person person, CancellationToken cancellationToken)
    {
        var found = new List<ForgottenFile>();
        foreach (var container in (string[])["uploads", "sources"])
        {
            await foreach (var blob in blobs.ListAsync(container, cancellationToken))
            {
                if (!IsSetting(blob.Path) && await _records.FindAsync(blob.Path, person, null, cancellationToken) is { } file)
                {
                    found.Add(file);
                }
            }
        }

        return found;
    }

    /// <summary>Files that were made here: what runs keep, and exports.</summary>
    /// <returns>The files, and the answers of the cache that only the person's rows have asked for.</returns>
    public async Task<(IReadOnlyList<ForgottenFile> Files, IReadOnlyList<string> Answers)> FindMadeAsync(
        Person person,
        CancellationToken cancellationToken
    )
    {
        var found = new List<ForgottenFile>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var journal in JournalsAsync(cancellationToken))
        {
            if (await _journals.CountAsync(journal, person, keys, cancellationToken) is var entries and > 0)
            {
                found.Add(new ForgottenFile(journal.Path, entries, ForgottenChange.Rewritten));
            }
        }

        await foreach (var blob in blobs.ListAsync(RunPaths.Container, cancellationToken))
        {
            found.AddRange(await FindInRunAsync(blob.Path, person, cancellationToken));
        }

        await foreach (var blob in blobs.ListAsync(DatasetPaths.Container, cancellationToken))
        {
            if (blob.Path.EndsWith(Export, StringComparison.Ordinal))
            {
                found.AddRange(await _records.FindAsync(blob.Path, person, null, cancellationToken) is { } file ? [file] : []);
            }
        }

        return (found, await AnswersAsync(person, keys, cancellationToken));
    }

    /// <summary>Removes answers from the cache: before their journals, which lead to them.</summary>
    public async Task RemoveAnswersAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        foreach (var batch in keys.Chunk(CacheBatch))
        {
            await cache.DeleteAsync(batch, cancellationToken);
        }
    }

    /// <summary>Removes what a file holds of the person; false when it is being written to.</summary>
    public Task<bool> RemoveAsync(ForgottenFile file, Person person, CancellationToken cancellationToken)
    {
        var run = RunOf(file.Path);
        return JournalPlace.Of(file.Path) is { } journal ? _journals.RemoveAsync(journal, person, cancellationToken)
            // Pages and texts of reports are written with their data.
            : file.Change == ForgottenChange.Rebuilt ? Task.FromResult(true)
            : run is not null && IsDocument(file.Path) ? _documents.RemoveAsync(file.Path, person, run, cancellationToken)
            : _records.RemoveAsync(file.Path, person, run, cancellationToken);
    }

    /// <summary>The run that a blob belongs to; null for one of no run.</summary>
    public static string? RunOf(string path) => path.Split('/') is [RunPaths.Container, var run, _, ..] ? run : null;

    private static bool IsDocument(string path) => path.EndsWith(".json", StringComparison.Ordinal);

    // Specs and errors beside uploads; they hold no rows.
    private static bool IsSetting(string path) =>
        path.EndsWith("run.yaml", StringComparison.Ordinal) || path.EndsWith(".error.json", StringComparison.Ordinal);

    private async Task<IReadOnlyList<ForgottenFile>> FindInRunAsync(string path, Person person, CancellationToken cancellationToken)
    {
        if (RunOf(path) is not { } run || JournalPlace.Of(path) is not null)
        {
            return [];
        }

        return IsDocument(path) ? await _documents.FindAsync(path, person, run, cancellationToken)
            : path.EndsWith(".jsonl", StringComparison.Ordinal)
            && await _records.FindAsync(path, person, run, cancellationToken) is { } file
                ? [file]
            : [];
    }

    private async Task<IReadOnlyList<string>> AnswersAsync(Person person, HashSet<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count > 0)
        {
            await foreach (var journal in JournalsAsync(cancellationToken))
            {
                await _journals.ExceptSharedAsync(journal, person, keys, cancellationToken);
            }
        }

        var known = new List<string>();
        foreach (var batch in keys.Chunk(CacheBatch))
        {
            known.AddRange((await cache.FindAsync(batch, cancellationToken)).Keys);
        }

        return known;
    }

    private async IAsyncEnumerable<JournalPlace> JournalsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // The kept part of a journal and the journal itself are one; they follow each other in the list.
        string? last = null;
        await foreach (var blob in blobs.ListAsync(RunPaths.Container, cancellationToken))
        {
            if (JournalPlace.Of(blob.Path) is { } journal && journal.Path != last)
            {
                last = journal.Path;
                yield return journal;
            }
        }
    }
}
