using Distill.Core.Models;
using Distill.Core.Normalization;
using Distill.Core.Runs;

namespace Distill.Activities.Preparing;

/// <summary>Finds the models that a spec names.</summary>
internal static class NamedModels
{
    /// <summary>The entries of these names.</summary>
    /// <exception cref="RunFailedException">Some are missing; the message lists them with the nearest known names.</exception>
    public static Dictionary<string, ModelEntry> Find(IEnumerable<string> names, IReadOnlyDictionary<string, ModelEntry> known)
    {
        var wanted = names.Distinct(StringComparer.Ordinal).ToList();
        var missing = wanted.Where(name => !known.ContainsKey(name)).ToList();
        if (missing.Count == 0)
        {
            return wanted.ToDictionary(name => name, name => known[name]);
        }

        var unknown = string.Join(", ", missing.Select(name => Suggest(name, known.Keys)));
        var listed = known.Count == 0 ? "none" : string.Join(", ", known.Keys.Order(StringComparer.Ordinal));
        throw new RunFailedException(
            $"The spec names models that this host does not have: {unknown}. Configured models: {listed}. "
                + "Correct the spec, or add the models to section 'models' of the host's configuration."
        );
    }

    private static string Suggest(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $"'{name}' (did you mean '{nearest}'?)" : $"'{name}'";
}
