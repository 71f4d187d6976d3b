using Distill.Core.Gateway;
using Distill.Core.Models;

namespace Distill.Api.Gateway;

/// <summary>What stands behind a name, ready to be asked. Immutable.</summary>
internal sealed class Route
{
    private readonly RouteTarget[] _targets;
    private readonly RouteTarget[] _fallbacks;
    private readonly TrafficSplit _split;

    /// <summary>The route of an alias without faults.</summary>
    public Route(ModelAlias alias, IReadOnlyDictionary<string, ModelEntry> models)
    {
        Name = alias.Name;
        CreatedAt = alias.CreatedAt;
        _targets = [.. alias.Targets.Select(target => new RouteTarget(models[target.Model], target.Version))];
        _fallbacks = [.. alias.Fallbacks.Select(target => new RouteTarget(models[target.Model], target.Version))];
        _split = new TrafficSplit(alias.Targets);
        Shadows = [.. alias.Shadows.Select(shadow => (shadow, new RouteTarget(models[shadow.Model], shadow.Version)))];
    }

    /// <summary>The name that callers ask for.</summary>
    public string Name { get; }

    /// <summary>When the alias was first set; the beginning of time for what is configured.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Who is asked as well.</summary>
    public IReadOnlyList<(AliasShadow Share, RouteTarget Target)> Shadows { get; }

    /// <summary>How many may be asked for one request.</summary>
    public int Attempts => 1 + _fallbacks.Length;

    /// <summary>Who is asked in an attempt.</summary>
    /// <param name="attempt">From 0.</param>
    /// <param name="key">Decides among the targets of a split.</param>
    public RouteTarget Target(int attempt, string key) => attempt == 0 ? _targets[_split.Pick(key)] : _fallbacks[attempt - 1];
}
