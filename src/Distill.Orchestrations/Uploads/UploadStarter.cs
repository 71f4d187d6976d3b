// Not an orchestrator: it runs once, in the trigger.
#pragma warning disable RS0030
using Distill.Core.Storage;
using Microsoft.DurableTask.Client;

namespace Distill.Orchestrations.Uploads;

/// <summary>Starts what an uploaded blob asks for: a run when there is a spec for it, else an import. Thread-safe.</summary>
/// <param name="blobs">Where uploads are.</param>
public sealed class UploadStarter(IBlobStore blobs)
{
    /// <summary>Starts it, once for each version however often it is called.</summary>
    /// <param name="client">Schedules orchestrations.</param>
    /// <param name="pipeline">Folder below <c>uploads/</c>.</param>
    /// <param name="name">Name of the blob that was uploaded.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>Instance ids of the orchestrations, by the path of the file that each is for.</returns>
    public async Task<IReadOnlyDictionary<string, string>> StartAsync(
        DurableTaskClient client,
        string pipeline,
        string name,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(pipeline);
        var started = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in await FilesOfAsync(pipeline, name, cancellationToken))
        {
            var path = PathOf(pipeline, file);
            if (await blobs.FindAsync(path, cancellationToken) is { } blob)
            {
                started[path] = await StartFileAsync(client, pipeline, file, blob, cancellationToken);
            }
        }

        return started;
    }

    private async Task<IReadOnlyList<string>> FilesOfAsync(string pipeline, string name, CancellationToken cancellationToken) =>
        UploadNames.KindOf(name) switch
        {
            UploadKind.Data => [name],
            UploadKind.Error => [],
            _ => UploadNames.FileOfSpec(name) is { } file ? [file] : await FailedFilesAsync(pipeline, cancellationToken),
        };

    // A new spec of the folder is for files to come, and for those that wait for it to be mended.
    private async Task<IReadOnlyList<string>> FailedFilesAsync(string pipeline, CancellationToken cancellationToken)
    {
        var folder = PathOf(pipeline, "");
        return await blobs
            .ListAsync(folder, cancellationToken)
            .Select(blob => UploadNames.FileOfError(blob.Path[folder.Length..]))
            .Where(file => file is not null && !file.Contains('/', StringComparison.Ordinal))
            .Select(file => file!)
            .ToListAsync(cancellationToken);
    }

    private async Task<string> StartFileAsync(
        DurableTaskClient client,
        string pipeline,
        string file,
        BlobProperties blob,
        CancellationToken cancellationToken
    )
    {
        var spec =
            await blobs.FindAsync(PathOf(pipeline, UploadNames.SpecOf(file)), cancellationToken)
            ?? await blobs.FindAsync(PathOf(pipeline, UploadNames.FolderSpec), cancellationToken);
        return spec is null
            ? await UploadImports.StartAsync(client, new UploadReference(blob.Path, pipeline, blob.ETag), cancellationToken)
            : await UploadRuns.StartAsync(client, new UploadedRun(blob.Path, blob.ETag, spec.Path, spec.ETag), cancellationToken);
    }

    private static string PathOf(string pipeline, string name) => $"uploads/{pipeline}/{name}";
}
