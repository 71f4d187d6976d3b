using Distill.Core.Insight;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distill.DuckDb.Insight;

/// <summary>Insight for the container of services.</summary>
public static class InsightServices
{
    /// <summary>Adds insight of datasets. Idempotent: options that are registered already stay.</summary>
    public static IServiceCollection AddDistillInsight(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(new InsightCacheOptions());
        services.TryAddSingleton<IDatasetInsight, DatasetInsights>();
        return services;
    }
}
