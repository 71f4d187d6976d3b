using Distill.Cli.CommandLine;
using Distill.Cli.Runs;
using Distill.Core.Runs;
using Distill.LocalHost.Hosting;
using Distill.LocalHost.Hosting.Storage;

namespace Distill.Cli.Hosting;

/// <summary>Reads runs where they are: from a named host, from the host of the home, or from the storage when no host runs.</summary>
internal sealed class RunReader : IAsyncDisposable
{
    private readonly HomeStorage? _storage;
    private readonly BlobLocations? _locations;

    private RunReader(IRunClient client, HomeStorage? storage, BlobLocations? locations)
    {
        Client = client;
        _storage = storage;
        _locations = locations;
    }

    /// <summary>The runs.</summary>
    public IRunClient Client { get; }

    /// <summary>Opens it; null when the home has never been used.</summary>
    public static async Task<RunReader?> OpenAsync(CommandContext context, Uri? host, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (host is not null)
        {
            return new RunReader(RunHost.RemoteClient(host, context.Time), null, null);
        }

        if (RunningHost.Find(context.Home) is { Address: { } address } running && running.IsAlive())
        {
            var locations = HomeStorage.IsLocal(context) ? new BlobLocations(HomeDirectory.Resolve(context.Home)) : null;
            return new RunReader(RunHost.RemoteClient(address, context.Time), null, locations);
        }

        if (!HomeStorage.MayHold(context))
        {
            return null;
        }

        var storage = await HomeStorage.OpenAsync(context, cancellationToken);
        return new RunReader(new StoredRuns(storage), storage, storage.Locations);
    }

    /// <summary>Where a report can be opened.</summary>
    public string ReportLocation(RunRecord run, string format) =>
        _locations is null && Client is ApiRunClient remote
            ? remote.ReportAddress(run, format).ToString()
            : _locations!.Of(run.Reports[format]);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        (Client as IDisposable)?.Dispose();
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
        }
    }
}
