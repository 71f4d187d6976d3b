using System.Globalization;
using Distill.Cli.Hosting;
using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.LocalHost.Hosting;
using Distill.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Distill.Cli.Doctor;

/// <summary>Checks of the host configuration and of each model in it. A probe lists an endpoint's models; nothing is paid.</summary>
internal static class ModelChecks
{
    private const string Check = "configuration";
    private const string EmulatorEndpoint = "emulator";

    /// <summary>Checks the configuration, then each model.</summary>
    public static async IAsyncEnumerable<CheckResult> RunAsync(
        string? configFile,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var services = TryBuild(configFile, out var emulated, out var broken);
        if (services is null)
        {
            yield return broken!;
            yield break;
        }

        var models = services.GetRequiredService<IModelCatalog>().Entries;
        yield return Summary(configFile, models.Count + emulated.Count);
        foreach (var name in emulated)
        {
            yield return new CheckResult($"model {name}", CheckState.Ok, "served by Distill's emulator, which the host starts itself");
        }

        var probe = services.GetRequiredService<IModelProbe>();
        foreach (var model in models.Values)
        {
            yield return await ProbeAsync(probe, model, cancellationToken);
        }
    }

    private static ServiceProvider? TryBuild(string? configFile, out IReadOnlyList<string> emulated, out CheckResult? broken)
    {
        emulated = [];
        broken = null;
        ServiceProvider? services = null;
        try
        {
            var configuration = HostConfiguration.Read(configFile);
            var sections = configuration.GetSection("Models").GetChildren().ToList();
            emulated = [.. sections.Where(IsEmulated).Select(section => section.Key)];
            var others = configuration
                .AsEnumerable()
                .Where(pair => !sections.Where(IsEmulated).Any(section => IsBelow(pair.Key, section.Path)));
            services = new ServiceCollection()
                .AddDistillProviders(new ConfigurationBuilder().AddInMemoryCollection(others).Build())
                .BuildServiceProvider();
            services.GetRequiredService<IModelCatalog>();
            return services;
        }
        catch (Exception wrong) when (wrong is LocalHostException or OptionsValidationException)
        {
            services?.Dispose();
            broken = new CheckResult(
                Check,
                CheckState.Broken,
                wrong.Message,
                $"correct {configFile ?? "the environment variables DISTILL_…"}"
            );
            return null;
        }
    }

    private static bool IsEmulated(IConfigurationSection model) =>
        string.Equals(model["Endpoint"]?.Trim(), EmulatorEndpoint, StringComparison.OrdinalIgnoreCase);

    private static bool IsBelow(string key, string section) =>
        key.Equals(section, StringComparison.OrdinalIgnoreCase) || key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase);

    private static CheckResult Summary(string? configFile, int models) =>
        models > 0
            ? new CheckResult(Check, CheckState.Ok, $"{configFile ?? "environment variables"}: {models} models")
            : new CheckResult(
                Check,
                CheckState.Warning,
                configFile is null ? "no distill.yaml here, and no model in the environment" : $"{configFile} names no model",
                "name your models in distill.yaml (docs/cli.md shows one), or try distill demo, which brings its own"
            );

    private static async Task<CheckResult> ProbeAsync(IModelProbe probe, ModelEntry model, CancellationToken cancellationToken)
    {
        var check = $"model {model.Name}";
        try
        {
            var result = await probe.ProbeAsync(model, cancellationToken);
            var emulator = result.Emulated ? ", Distill's emulator" : "";
            return new CheckResult(
                check,
                CheckState.Ok,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{model.Model} at {model.Endpoint} answers in {result.LatencyMs:0} ms{emulator}"
                )
            );
        }
        catch (ModelAccessException problem)
        {
            // What happened and what to do are sentences of one message.
            return new CheckResult(check, CheckState.Broken, problem.Message);
        }
    }
}
