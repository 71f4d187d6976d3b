using Distill.Activities.Uploads;
using Distill.Api;
using Distill.Api.Access;
using Distill.Api.Durable;
using Distill.DuckDb.Insight;
using Distill.Functions;
using Distill.LocalHost.Hosting.Storage;
using Distill.LocalHost.Triggers.Blobs;
using Distill.LocalHost.Triggers.Discovery;
using Distill.LocalHost.Triggers.Http;
using Distill.LocalHost.Triggers.State;
using Distill.LocalHost.Triggers.Timers;
using Distill.Orchestrations.Distilling;
using Microsoft.AspNetCore.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Distill.LocalHost.Hosting;

/// <summary>What the local host is made of: services and the request pipeline.</summary>
internal static class LocalHostComposition
{
    // The route groups are mapped straight, so the functions that serve them on Azure are not.
    private static readonly HashSet<string> ServedDirectly = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(ApiFunction),
        nameof(HealthFunction),
    };

    /// <summary>The classes of the app that hold functions, among others.</summary>
    public static IReadOnlyCollection<Type> AppTypes { get; } =
    [.. new[] { typeof(ApiFunction), typeof(Distillation), typeof(ImportUploadedFile) }.SelectMany(type => type.Assembly.GetTypes())];

    /// <summary>Adds all services.</summary>
    public static void AddServices(WebApplicationBuilder builder, LocalHostOptions options, HomeDirectory home, FunctionCatalog catalog)
    {
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(home);
        services.AddSingleton(catalog);
        services.AddSingleton(TimeProvider.System);
        services.AddHostStorage(builder.Configuration, home);
        services.AddSingleton(new InsightCacheOptions { Folder = Path.Combine(home.Path, "cache", "insight") });
        services.AllowDistillOpenAccess();
        services.AddDistillApp(builder.Configuration);

        // Hosted services start in this order and stop in reverse: requests first, then triggers, then the engine.
        services.AddSingleton<EngineService>();
        services.AddSingleton<DurableTaskClient>(provider => provider.GetRequiredService<EngineService>().Client);
        services.AddHostedService(provider => provider.GetRequiredService<EngineService>());
        services.AddSingleton(_ => new TriggerState(home.TriggerDatabase));
        services.AddHostedService<TimerTriggerService>();
        services.AddHostedService<BlobTriggerService>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownGrace + TimeSpan.FromSeconds(5));
        AddHostFiltering(services, builder.Configuration);
        options.ConfigureServices?.Invoke(services);
    }

    /// <summary>Builds the request pipeline.</summary>
    public static void UsePipeline(WebApplication app, FunctionCatalog catalog)
    {
        app.UseDistillApiErrors();
        app.UseHostFiltering();
        app.UseMiddleware<CrossSiteGuard>();
        app.UseDistillAccess();
        app.Use(
            (context, next) =>
            {
                context.SetDurableClient(context.RequestServices.GetRequiredService<DurableTaskClient>());
                return next(context);
            }
        );
        app.MapDistillApi();
        app.MapHttpFunctions(catalog, ServedDirectly);
    }

    // Without a key the loopback address is the only guard; a page in a browser must not get past it under a name of its own (DNS rebinding).
    private static void AddHostFiltering(IServiceCollection services, IConfiguration settings)
    {
        var allowed = !AccessOptions.Read(settings).IsConfigured ? (string[])["localhost", "127.0.0.1", "[::1]"] : ["*"];
        services.AddHostFiltering(filter => filter.AllowedHosts = allowed);
    }
}
