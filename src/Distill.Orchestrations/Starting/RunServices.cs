using Distill.Orchestrations.Uploads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distill.Orchestrations.Starting;

/// <summary>Registers what starts and steers runs.</summary>
public static class RunServices
{
    /// <summary>Adds <see cref="RunStarter"/>, <see cref="RunControl"/>, <see cref="RunReconciler"/> and <see cref="UploadStarter"/>. Stores, models and clock are registered elsewhere.</summary>
    public static IServiceCollection AddDistillRuns(this IServiceCollection services)
    {
        services.TryAddSingleton<RunStarter>();
        services.TryAddSingleton<RunControl>();
        services.TryAddSingleton<RunReconciler>();
        services.TryAddSingleton<UploadStarter>();
        return services;
    }
}
