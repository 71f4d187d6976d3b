using Distill.Core.Datasets;
using Distill.Core.Models;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Activities;

/// <summary>What every step of a run works with: its spec, its datasets, its blobs, the configured models. Thread-safe.</summary>
/// <param name="blobs">The blob store.</param>
/// <param name="catalogue">The manifests.</param>
/// <param name="models">The configured models.</param>
/// <param name="time">Dates manifests.</param>
public sealed class RunWorkspace(IBlobStore blobs, IDatasetStore catalogue, IModelCatalog models, TimeProvider time)
{
    /// <summary>The blob store.</summary>
    public IBlobStore Blobs { get; } = blobs;

    /// <summary>Makes and reads datasets.</summary>
    public DatasetLibrary Library { get; } = new(blobs, catalogue, time);

    /// <summary>The configured models.</summary>
    public IModelCatalog Models { get; } = models;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The spec as it was accepted.</summary>
    /// <exception cref="RunFailedException">It is gone, or no longer valid in this version of Distill.</exception>
    public async Task<RunSpec> ReadSpecAsync(string runId, CancellationToken cancellationToken = default) =>
        await ReadAsync(runId, document => document.Parse(), cancellationToken);

    /// <summary>What the spec of any run says.</summary>
    /// <exception cref="RunFailedException">It is gone, or no longer valid in this version of Distill.</exception>
    public async Task<RunHeader> ReadHeaderAsync(string runId, CancellationToken cancellationToken = default) =>
        await ReadAsync(runId, document => document.ParseHeader(), cancellationToken);

    /// <summary>The spec of an evaluation run.</summary>
    /// <exception cref="RunFailedException">It is gone or not valid.</exception>
    public async Task<EvaluationSpec> ReadEvaluationSpecAsync(string runId, CancellationToken cancellationToken = default) =>
        await ReadAsync(runId, document => document.ParseEvaluation(), cancellationToken);

    /// <summary>The spec of a turn of the flywheel.</summary>
    /// <exception cref="RunFailedException">It is gone or not valid.</exception>
    public async Task<FlywheelSpec> ReadFlywheelSpecAsync(string runId, CancellationToken cancellationToken = default) =>
        await ReadAsync(runId, document => document.ParseFlywheel(), cancellationToken);

    /// <summary>The manifest of a dataset that must be there.</summary>
    /// <exception cref="RunFailedException">There is no such dataset.</exception>
    public async Task<DatasetManifest> GetDatasetAsync(string datasetId, CancellationToken cancellationToken = default) =>
        await FindDatasetAsync(datasetId, cancellationToken)
        ?? throw new RunFailedException($"There is no dataset '{datasetId}' on this host. 'GET /api/datasets' lists those there are.");

    /// <summary>The manifest of a dataset, or null.</summary>
    public Task<DatasetManifest?> FindDatasetAsync(string datasetId, CancellationToken cancellationToken = default) =>
        catalogue.FindAsync(datasetId, cancellationToken);

    /// <summary>The samples of a dataset.</summary>
    public async IAsyncEnumerable<Sample> ReadAsync(
        string datasetId,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var manifest = await GetDatasetAsync(datasetId, cancellationToken);
        await foreach (var sample in Library.ReadAsync(manifest, cancellationToken: cancellationToken))
        {
            yield return sample;
        }
    }

    /// <summary>The configured model of a name.</summary>
    /// <exception cref="RunFailedException">The host has none of that name any more.</exception>
    public ModelEntry GetModel(string name) =>
        Models.Entries.TryGetValue(name, out var entry)
            ? entry
            : throw new RunFailedException(
                $"Model '{name}' is not configured on this host. Add it to section 'models' of the host's configuration."
            );

    private async Task<T> ReadAsync<T>(string runId, Func<RunSpecDocument, T> parse, CancellationToken cancellationToken)
    {
        var path = RunPaths.Spec(runId);
        try
        {
            return parse(RunSpecDocument.Load(await RunBlobs.ReadTextAsync(Blobs, path, cancellationToken), path));
        }
        catch (InvalidRunSpecException error)
        {
            throw new RunFailedException($"The run's spec is not valid: {error.Message}", error);
        }
        catch (BlobNotFoundException error)
        {
            throw new RunFailedException($"The run's spec '{path}' is gone. Start the run again from its spec.", error);
        }
    }
}
