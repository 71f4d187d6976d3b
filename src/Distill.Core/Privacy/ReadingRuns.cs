using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Core.Privacy;

/// <summary>Finds runs that have not ended and that work on a person's rows: what they read must not go under their hands. Thread-safe.</summary>
/// <param name="runs">The runs.</param>
/// <param name="blobs">Their specs.</param>
internal sealed class ReadingRuns(IRunStore runs, IBlobStore blobs)
{
    /// <summary>Ids of these runs.</summary>
    /// <param name="datasets">Ids and names of the datasets with such rows.</param>
    /// <param name="files">The files with such rows.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<string>> FindAsync(
        IReadOnlyCollection<string> datasets,
        IReadOnlyCollection<string> files,
        CancellationToken cancellationToken
    )
    {
        if (datasets.Count == 0 && files.Count == 0)
        {
            return [];
        }

        var active = await runs.ListAsync(cancellationToken)
            .Where(run => run.Status is RunStatus.Pending or RunStatus.Running or RunStatus.Suspended)
            .ToListAsync(cancellationToken);
        var reading = new List<string>();
        foreach (var run in active)
        {
            var isOwn =
                files.Any(path => ForgettingFiles.RunOf(path) == run.Id)
                || datasets.Any(id => id.StartsWith($"{run.Id}-", StringComparison.Ordinal));
            if (isOwn || await NamesAsync(run, datasets.Concat(files), cancellationToken))
            {
                reading.Add(run.Id);
            }
        }

        return reading;
    }

    // By the text, whatever kind of spec it is: a name that stands elsewhere in it makes the forgetting wait, which does no harm.
    private async Task<bool> NamesAsync(RunRecord run, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(run.SpecPath, cancellationToken) is null)
        {
            return false;
        }

        var spec = await RunBlobs.ReadTextAsync(blobs, run.SpecPath, cancellationToken);
        return names.Any(name => spec.Contains(name, StringComparison.Ordinal));
    }
}
