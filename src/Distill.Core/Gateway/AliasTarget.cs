namespace Distill.Core.Gateway;

/// <summary>A model that an alias leads to.</summary>
public sealed record AliasTarget
{
    /// <summary>Name of a configured model: whose endpoint, key and limits are used.</summary>
    public required string Model { get; init; }

    /// <summary>The provider's name of a trained version, asked for in place of the configured one; null asks for that.</summary>
    public string? Version { get; init; }

    /// <summary>Share of the traffic among the targets of the alias, relative to the sum of all. Default 1; above 0. Without meaning for a fallback.</summary>
    public double Weight { get; init; } = 1;
}
