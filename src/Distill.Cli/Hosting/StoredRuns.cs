using Distill.Cli.Runs;
using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Cli.Hosting;

/// <summary>The runs of a home when no host runs there.</summary>
internal sealed class StoredRuns(HomeStorage storage) : IRunClient
{
    /// <inheritdoc />
    public async Task<RunRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await storage.Runs.FindAsync(id, cancellationToken))?.Value;

    /// <inheritdoc />
    public async Task<IReadOnlyList<RunRecord>> ListAsync(int limit, CancellationToken cancellationToken) =>
        await storage.Runs.ListAsync(cancellationToken).Take(limit).ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<string?> ReadReportAsync(RunRecord run, string format, CancellationToken cancellationToken)
    {
        if (!run.Reports.TryGetValue(format, out var path))
        {
            return null;
        }

        try
        {
            await using var stream = await storage.Blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (BlobNotFoundException)
        {
            return null;
        }
    }
}
