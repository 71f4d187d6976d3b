using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Distill.Core.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Distill.Telemetry;

/// <summary>Sends traces, metrics and logs away, when a setting says where to.</summary>
public static class TelemetryServices
{
    /// <summary>Setting of the OTLP exporter; the other <c>OTEL_</c> settings of the OpenTelemetry specification hold too.</summary>
    public const string OtlpSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Setting of the Azure Monitor exporter.</summary>
    public const string AzureMonitorSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    private const string AzureCredentialSetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string ServiceName = "distill";

    /// <summary>Adds the exporters that are set. With none set it adds nothing, and telemetry costs nothing. May be called more than once.</summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="configuration">Holds the settings.</param>
    public static IServiceCollection AddDistillTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var (otlp, azure) = (IsSet(configuration, OtlpSetting), IsSet(configuration, AzureMonitorSetting));
        if ((!otlp && !azure) || services.Any(service => service.ServiceType == typeof(Registered)))
        {
            return services;
        }

        services.AddSingleton<Registered>();
        var telemetry = services.AddDistillSignals(configuration["OTEL_SERVICE_NAME"]);
        if (otlp)
        {
            telemetry.UseOtlpExporter();
        }

        if (azure)
        {
            telemetry.UseAzureMonitorExporter(monitor => Configure(monitor, configuration));
        }

        return services;
    }

    /// <summary>The signals without an exporter.</summary>
    internal static OpenTelemetryBuilder AddDistillSignals(this IServiceCollection services, string? serviceName = null) =>
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName ?? ServiceName))
            .WithTracing(tracing =>
                tracing
                    .AddSource(DistillTelemetry.Name)
                    .AddAspNetCoreInstrumentation(requests =>
                        // A probe every few seconds would be most of what is stored.
                        requests.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
                    )
                    .AddHttpClientInstrumentation()
            )
            .WithMetrics(metrics => metrics.AddMeter(DistillTelemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation())
            .WithLogging(configureBuilder: null, logging => logging.IncludeFormattedMessage = true);

    // A trace is a whole run, so none is left out; the exporter's own default keeps five spans a second.
    private static void Configure(AzureMonitorExporterOptions monitor, IConfiguration configuration)
    {
        monitor.ConnectionString = configuration[AzureMonitorSetting];
        monitor.TracesPerSecond = null;
        monitor.SamplingRatio = 1;
        if (AuthenticationString.Read(configuration[AzureCredentialSetting]) is { UsesEntra: true } authentication)
        {
            monitor.Credential = new ManagedIdentityCredential(
                authentication.ClientId is { } client
                    ? ManagedIdentityId.FromUserAssignedClientId(client)
                    : ManagedIdentityId.SystemAssigned
            );
        }
    }

    private static bool IsSet(IConfiguration configuration, string setting) => !string.IsNullOrWhiteSpace(configuration[setting]);

    private sealed class Registered;
}
