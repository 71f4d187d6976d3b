using Distill.Core.Gateway;
using Distill.Core.RollingLogs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>Registers the gateway.</summary>
internal static class GatewayServices
{
    public static void AddDistillGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GatewayOptions>().Bind(configuration.GetSection(GatewayOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayRanges>();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.TryAddSingleton<IAliasCatalog, ConfiguredAliases>();
        services.TryAddSingleton<HostLogs>();
        services.TryAddSingleton<UserKeySecret>();
        services.TryAddSingleton<InferenceLog>();
        services.AddHostedService(provider => provider.GetRequiredService<InferenceLog>());
        services.TryAddSingleton<RouteTable>();
        services.TryAddSingleton<UpstreamClient>();
        services.TryAddSingleton<CallRecorder>();
        services.TryAddSingleton<ShadowCalls>();
        services.TryAddSingleton<CallerLimits>();
        services.TryAddSingleton<GatewayHandler>();
        services.TryAddSingleton<RollingLogRetention>();
        services.TryAddSingleton<LogExpiry>();
    }
}
