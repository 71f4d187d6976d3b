using Distill.Activities;
using Distill.Api;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Formats;
using Distill.DuckDb.Insight;
using Distill.Orchestrations.Starting;
using Distill.Providers;
using Distill.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distill.Functions;

/// <summary>Registers the app without its storage: the same in every host.</summary>
public static class AppServices
{
    /// <summary>Adds models, activities, insight, the HTTP API, telemetry and what starts runs. The host adds storage. May be called more than once.</summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="configuration">The host's settings.</param>
    public static IServiceCollection AddDistillApp(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DatasetLibrary>();
        services.TryAddSingleton<DatasetImporter>();
        services.TryAddSingleton<DatasetLineage>();
        services.AddDistillInsight();
        services.AddDistillProviders(configuration);
        services
            .AddOptions<WheelOptions>()
            .Bind(configuration.GetSection(WheelOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddDistillRuns();
        services.AddDistillActivities();
        services.AddDistillApi(configuration);
        services.AddDistillTelemetry(configuration);
        services.TryAddSingleton<ApiPipeline>();
        return services;
    }
}
