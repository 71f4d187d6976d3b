using Distill.Cli.CommandLine;
using Distill.Core.Storage;
using Distill.LocalHost.Hosting;
using Distill.LocalHost.Hosting.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Cli.Hosting;

/// <summary>The storage that a host of the home would use, opened without one; several processes may do so at once. Thread-safe.</summary>
internal sealed class HomeStorage : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private HomeStorage(ServiceProvider services)
    {
        _services = services;
    }

    /// <summary>Tells where blobs lie.</summary>
    public BlobLocations Locations => _services.GetRequiredService<BlobLocations>();

    /// <summary>Blobs.</summary>
    public IBlobStore Blobs => _services.GetRequiredService<IBlobStore>();

    /// <summary>The catalogue of datasets.</summary>
    public IDatasetStore Datasets => _services.GetRequiredService<IDatasetStore>();

    /// <summary>Runs.</summary>
    public IRunStore Runs => _services.GetRequiredService<IRunStore>();

    /// <summary>Annotation projects and tasks.</summary>
    public IAnnotationStore Annotations => _services.GetRequiredService<IAnnotationStore>();

    /// <summary>False when there can be neither runs nor datasets: the home has no state, and no account takes its place. Looking makes none.</summary>
    /// <exception cref="LocalHostException">The configuration is wrong.</exception>
    public static bool MayHold(CommandContext context) => !IsLocal(context) || File.Exists(Path.Combine(context.Home, "state.db"));

    /// <summary>True when blobs and records are in the home.</summary>
    /// <exception cref="LocalHostException">The configuration is wrong.</exception>
    public static bool IsLocal(CommandContext context) => HostStorage.KindOf(Settings(context)) == StorageKind.Local;

    /// <summary>Opens it, making a home when absent.</summary>
    /// <exception cref="LocalHostException">The configuration is wrong, or the account cannot be used; the message names setting and remedy.</exception>
    public static async Task<HomeStorage> OpenAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection()
            .AddHostStorage(Settings(context), HomeDirectory.Resolve(context.Home))
            .BuildServiceProvider();
        var storage = new HomeStorage(services);
        try
        {
            await HostStorage.CheckAsync(services, cancellationToken);
            return storage;
        }
        catch (Exception cause)
        {
            await storage.DisposeAsync();
            if (cause is IOException)
            {
                throw new LocalHostException(cause.Message, cause);
            }

            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static IConfigurationRoot Settings(CommandContext context) => HostConfiguration.Read(context.ConfigFile, context.Settings);
}
