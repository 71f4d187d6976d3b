using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Core.Training;
using Distill.Providers.Configuration;
using Distill.Providers.FineTuning;
using Distill.Providers.Inference;
using Distill.Providers.OpenAICompatible;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Distill.Providers;

/// <summary>Adds the model platforms.</summary>
public static class DistillProvidersExtensions
{
    /// <summary>
    /// Adds <see cref="IModelCatalog"/> (section <c>Models</c>), <see cref="IShardInference"/> (section <c>Inference</c>), <see cref="IModelProbe"/> and
    /// <see cref="IFineTuningProvider"/>. Needs an <see cref="Core.Storage.IBlobStore"/> and an <see cref="Core.Storage.IResponseCache"/>. Adding it again changes nothing.
    /// </summary>
    /// <remarks>A wrong setting fails the start of the host with an <see cref="OptionsValidationException"/> that lists every error with its key.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The host's configuration.</param>
    public static IServiceCollection AddDistillProviders(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(ChatClients)))
        {
            return services;
        }

        services
            .AddOptions<ModelsOptions>()
            .Configure(options => ModelSectionReader.Read(configuration.GetSection(ModelsOptions.Section), options))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelsOptions>, ModelsOptionsValidator>();
        services.AddOptions<InferenceOptions>().Bind(configuration.GetSection(InferenceOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<InferenceOptions>, InferenceOptionsValidator>();

        ModelHttp.Add(services);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<ChatClients>();
        services.AddSingleton<PlatformClient>();
        services.TryAddSingleton<IModelCatalog, ModelCatalog>();
        services.TryAddSingleton<IModelKeys, EnvironmentModelKeys>();
        services.TryAddSingleton<IShardInference, ShardInference>();
        services.TryAddSingleton<IModelProbe, ModelProbe>();
        services.TryAddSingleton<IFineTuningProvider, FineTuningProvider>();
        return services;
    }
}
