using Distill.ModelEmulator.Batches;
using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Embeddings;
using Distill.ModelEmulator.Files;
using Distill.ModelEmulator.FineTuning;
using Distill.ModelEmulator.Models;
using Distill.ModelEmulator.Persistence;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Statistics;
using Distill.ModelEmulator.Teaching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Distill.ModelEmulator;

/// <summary>Puts the emulator together.</summary>
internal static class EmulatorServices
{
    /// <summary>Registers its services.</summary>
    public static void AddEmulator(
        this IServiceCollection services,
        EmulatorOptions options,
        IEmulatorStore store,
        TimeProvider timeProvider
    )
    {
        services.AddSingleton(Options.Create(options));
        services.AddSingleton(timeProvider);
        // By factory, so that the container owns and disposes it.
        services.AddSingleton(_ => store);
        services.AddSingleton<KeyCheck>();
        services.AddSingleton<RequestJournal>();
        services.AddSingleton<TeacherSchool>();
        services.AddSingleton<ModelCatalogue>();
        services.AddSingleton<RequestGate>();
        services.AddSingleton<ChatAnswerer>();
        services.AddSingleton<FileCatalogue>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<JobLog>();
        services.AddSingleton<JobTrainer>();
        services.AddSingleton<JobRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        services.AddSingleton<BatchStore>();
        services.AddSingleton<BatchRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<BatchRunner>());
    }

    /// <summary>Adds its routes.</summary>
    public static void UseEmulator(this WebApplication app)
    {
        app.UseMiddleware<ErrorHandling>();
        app.Use(RequireKeyAsync);
        app.UseRouting();
        var api = app.MapGroup("/v1");
        api.MapChat();
        api.MapEmbeddings();
        api.MapModels();
        api.MapFiles();
        api.MapBatches();
        api.MapFineTuning();
        app.MapGet("/emulator/stats", (RequestJournal journal) => Results.Json(new { models = journal.Read() }, Json.Options));
        app.MapFallback(Unknown);
    }

    private static Task RequireKeyAsync(HttpContext context, RequestDelegate next)
    {
        context.RequestServices.GetRequiredService<KeyCheck>().Require(context.Request);
        return next(context);
    }

    private static IResult Unknown(HttpContext context) =>
        throw ApiException.NotFound($"Unknown request URL: {context.Request.Method} {context.Request.Path}.", code: "unknown_url");
}
