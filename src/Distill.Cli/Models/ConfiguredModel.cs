using Distill.Cli.Failures;
using Distill.Core.Models;

namespace Distill.Cli.Models;

/// <summary>Finds a model that an option names.</summary>
internal static class ConfiguredModel
{
    /// <summary>The model of a name.</summary>
    /// <exception cref="CliException">No such model is configured; the remedy lists those there are.</exception>
    public static ModelEntry Find(IReadOnlyDictionary<string, ModelEntry> models, string name, string option, string? configFile) =>
        models.TryGetValue(name, out var model)
            ? model
            : throw CliException.Usage(
                $"no model '{name}' is configured",
                configFile ?? "no distill.yaml here",
                models.Count > 0
                    ? $"name one of {string.Join(", ", models.Keys.Order(StringComparer.Ordinal))} with {option}"
                    : "add models with their limits and prices to distill.yaml, or name a configuration with --config"
            );
}
