using Distill.Storage.Azure;
using Distill.Storage.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.LocalHost.Hosting.Storage;

/// <summary>The storage that the settings choose, for the host and for commands that read without one.</summary>
public static class HostStorage
{
    /// <summary>Setting that names the storage: <c>local</c> or <c>azure</c>.</summary>
    public const string KindSetting = "Storage:Kind";

    /// <summary>Reads the choice; nothing is <see cref="StorageKind.Local"/>.</summary>
    /// <exception cref="LocalHostException">The value is neither.</exception>
    public static StorageKind KindOf(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var value = settings[KindSetting];
        if (string.IsNullOrWhiteSpace(value))
        {
            return StorageKind.Local;
        }

        return Enum.TryParse<StorageKind>(value, ignoreCase: true, out var kind) && Enum.GetName(kind) is { } name && Same(name, value)
            ? kind
            : throw new LocalHostException($"{KindSetting} is '{value}'. Set it to 'local' (blobs and records in the home) or 'azure'.");
    }

    /// <summary>Adds every storage port, and <see cref="BlobLocations"/>.</summary>
    /// <exception cref="LocalHostException">The setting names no storage.</exception>
    public static IServiceCollection AddHostStorage(this IServiceCollection services, IConfiguration settings, HomeDirectory home)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(home);
        if (KindOf(settings) == StorageKind.Azure)
        {
            services.AddDistillAzureStorage(settings);
            services.AddSingleton(provider => new BlobLocations(provider.GetRequiredService<AzureStorageProbe>().Address));
        }
        else
        {
            services.AddDistillLocalStorage(new LocalStorageOptions { Home = home.Path });
            services.AddSingleton(_ => new BlobLocations(home));
        }

        return services;
    }

    /// <summary>Makes sure that a storage account answers; local storage says so itself when it is opened.</summary>
    /// <exception cref="IOException">It does not, or refuses; the message names setting and remedy.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is missing or wrong.</exception>
    public static Task CheckAsync(IServiceProvider services, CancellationToken cancellationToken = default) =>
        services.GetService<AzureStorageProbe>()?.CheckAsync(cancellationToken) ?? Task.CompletedTask;

    private static bool Same(string name, string value) => string.Equals(name, value, StringComparison.OrdinalIgnoreCase);
}
