using Distill.Cli.CommandLine;
using Distill.Cli.Hosting;
using Distill.Cli.Runs;

namespace Distill.Cli.Annotating;

/// <summary>Finds a project's tasks: on a named host, on the host of the home, or in the storage when no host runs.</summary>
internal sealed class AnnotationPlace : IAsyncDisposable
{
    private readonly HomeStorage? _storage;

    private AnnotationPlace(IAnnotationClient client, HomeStorage? storage)
    {
        Client = client;
        _storage = storage;
    }

    /// <summary>The person's work there.</summary>
    public IAnnotationClient Client { get; }

    /// <summary>Opens it.</summary>
    public static async Task<AnnotationPlace> OpenAsync(
        CommandContext context,
        Uri? host,
        string project,
        string annotator,
        CancellationToken cancellationToken
    )
    {
        var address = host ?? (RunningHost.Find(context.Home) is { Address: { } own } running && running.IsAlive() ? own : null);
        if (address is not null)
        {
            var key = Environment.GetEnvironmentVariable(ApiRunClient.KeyVariable);
            return new AnnotationPlace(new ApiAnnotations(address, key, project, annotator), null);
        }

        var storage = await HomeStorage.OpenAsync(context, cancellationToken);
        return new AnnotationPlace(new StoredAnnotations(storage.Annotations, project, annotator, context.Time), storage);
    }

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
