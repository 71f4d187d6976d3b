using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats;
using Distill.Core.Storage;
using Distill.Storage.Azure.Blobs;
using Distill.Storage.Azure.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Distill.Storage.Azure;

/// <summary>Azure storage for the container of services.</summary>
public static class AzureStorageExtensions
{
    /// <summary>Adds every storage port on a storage account, and the dataset services that use them.</summary>
    /// <remarks>
    /// Idempotent: what is registered already stays. Settings are in <see cref="AzureStorageOptions"/>; wrong ones fail the start of the host with an
    /// <see cref="OptionsValidationException"/> that names the key. Containers and tables are made when first used.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The host's configuration.</param>
    public static IServiceCollection AddDistillAzureStorage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (services.Any(service => service.ServiceType == typeof(AzureStorageClients)))
        {
            return services;
        }

        services
            .AddOptions<AzureStorageOptions>()
            .Configure(options =>
            {
                configuration.GetSection(AzureStorageOptions.Section).Bind(options);
                options.ClientId ??= configuration["AZURE_CLIENT_ID"];
            })
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AzureStorageOptions>, AzureStorageOptionsValidator>();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new AzureStorageClients(provider.GetRequiredService<IOptions<AzureStorageOptions>>().Value));
        services.AddSingleton<AzureStorageProbe>();
        services.TryAddSingleton<IBlobStore, AzureBlobStore>();
        services.TryAddSingleton<IRunStore, AzureRunStore>();
        services.TryAddSingleton<IDatasetStore, AzureDatasetStore>();
        services.TryAddSingleton<IModelRegistry, AzureModelRegistry>();
        services.TryAddSingleton<IAliasStore, AzureAliasStore>();
        services.TryAddSingleton<IResponseCache, AzureResponseCache>();
        services.TryAddSingleton<IAnnotationStore, AzureAnnotationStore>();
        services.TryAddSingleton<DatasetLibrary>();
        services.TryAddSingleton<DatasetImporter>();
        services.TryAddSingleton<DatasetLineage>();
        return services;
    }
}
