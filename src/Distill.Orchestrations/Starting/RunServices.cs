using Distill.Core.Flywheel.Turning;
using Distill.Orchestrations.Annotating;
using Distill.Orchestrations.Turning;
using Distill.Orchestrations.Uploads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distill.Orchestrations.Starting;

/// <summary>Registers what starts and steers runs.</summary>
public static class RunServices
{
    /// <summary>Adds <see cref="RunStarter"/>, <see cref="RunControl"/>, <see cref="RunReconciler"/>, <see cref="UploadStarter"/>, <see cref="AnnotationRounds"/>, <see cref="WheelStore"/>, <see cref="AliasClaims"/>, <see cref="StandingWheels"/> and <see cref="WheelStarter"/>. Stores, models and clock are registered elsewhere.</summary>
    public static IServiceCollection AddDistillRuns(this IServiceCollection services)
    {
        services.TryAddSingleton<RunStarter>();
        services.TryAddSingleton<RunControl>();
        services.TryAddSingleton<RunReconciler>();
        services.TryAddSingleton<UploadStarter>();
        services.TryAddSingleton<AnnotationRounds>();
        services.TryAddSingleton<WheelStore>();
        services.TryAddSingleton<AliasClaims>();
        services.TryAddSingleton<StandingWheels>();
        services.TryAddSingleton<WheelStarter>();
        return services;
    }
}
