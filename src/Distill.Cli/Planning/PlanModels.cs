using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.Core.Models;
using Distill.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Distill.Cli.Planning;

/// <summary>The configured models that a plan knows limits and prices of. No host is started and no model is asked.</summary>
internal static class PlanModels
{
    // A plan never calls an address, so any stands for the emulator that a host would start.
    private const string Nowhere = "http://127.0.0.1:1/v1";

    /// <summary>The models by name; empty without a configuration.</summary>
    /// <param name="configFile">The host configuration, or null.</param>
    /// <exception cref="CliException">The configuration is not valid.</exception>
    public static IReadOnlyDictionary<string, ModelEntry> Read(string? configFile)
    {
        var emulated = HostConfiguration
            .Read(configFile)
            .GetSection("Models")
            .GetChildren()
            .Where(model => string.Equals(model["Endpoint"]?.Trim(), "emulator", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(model => $"{model.Path}:Endpoint", string? (_) => Nowhere, StringComparer.OrdinalIgnoreCase);
        foreach (var path in emulated.Keys.ToList())
        {
            emulated[path[..path.LastIndexOf(':')] + ":Emulated"] = "true";
        }

        try
        {
            using var services = new ServiceCollection()
                .AddDistillProviders(HostConfiguration.Read(configFile, emulated))
                .BuildServiceProvider();
            return services.GetRequiredService<IModelCatalog>().Entries;
        }
        catch (OptionsValidationException wrong)
        {
            throw CliException.Usage(wrong.Message, configFile, "correct the configuration", wrong);
        }
    }
}
