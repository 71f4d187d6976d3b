using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats;
using Distill.Core.Storage;
using Distill.Storage.Local.Blobs;
using Distill.Storage.Local.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distill.Storage.Local;

/// <summary>Local storage for the container of services.</summary>
public static class LocalStorageExtensions
{
    /// <summary>Adds every storage port on a folder of this machine, and the dataset services that use them.</summary>
    /// <remarks>
    /// Idempotent: what is registered already stays. The home is opened when the first port is resolved; a home that cannot be used throws
    /// <see cref="IOException"/> there, with the folder and the remedy.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="options">Where the home is.</param>
    public static IServiceCollection AddDistillLocalStorage(this IServiceCollection services, LocalStorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton<LocalHome>();
        services.TryAddSingleton<StateDatabase>();
        services.TryAddSingleton<IBlobStore, LocalBlobStore>();
        services.TryAddSingleton<IRunStore, LocalRunStore>();
        services.TryAddSingleton<IDatasetStore, LocalDatasetStore>();
        services.TryAddSingleton<IModelRegistry, LocalModelRegistry>();
        services.TryAddSingleton<IAliasStore, LocalAliasStore>();
        services.TryAddSingleton<IResponseCache, LocalResponseCache>();
        services.TryAddSingleton<IAnnotationStore, LocalAnnotationStore>();
        services.TryAddSingleton<DatasetLibrary>();
        services.TryAddSingleton<DatasetImporter>();
        services.TryAddSingleton<DatasetLineage>();
        return services;
    }
}
