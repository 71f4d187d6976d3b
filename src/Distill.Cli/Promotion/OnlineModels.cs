using System.Globalization;
using Distill.Core.Gateway;

namespace Distill.Cli.Promotion;

/// <summary>Says where a model is online.</summary>
internal static class OnlineModels
{
    /// <summary>The aliases that lead to a model, such as <c>online 95%, news fallback</c>; empty when none does.</summary>
    public static string PlacesOf(IReadOnlyList<ModelAlias> aliases, string model, string? version) =>
        string.Join(", ", aliases.Select(alias => PlaceOf(alias, model, version)).OfType<string>());

    private static string? PlaceOf(ModelAlias alias, string model, string? version)
    {
        var sum = alias.Targets.Sum(target => target.Weight);
        var share = alias.Targets.Where(target => Is(target.Model, target.Version)).Sum(target => target.Weight) / sum;
        return share > 0 ? string.Create(CultureInfo.InvariantCulture, $"{alias.Name} {share * 100:0.##}%")
            : alias.Shadows.Any(shadow => Is(shadow.Model, shadow.Version)) ? $"{alias.Name} shadow"
            : alias.Fallbacks.Any(target => Is(target.Model, target.Version)) ? $"{alias.Name} fallback"
            : null;

        bool Is(string name, string? trained) => name == model && trained == version;
    }
}
