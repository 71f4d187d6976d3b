namespace Distill.Core.Gateway;

/// <summary>A model that is asked beside the one that answers; what it says is logged and never returned.</summary>
public sealed record AliasShadow
{
    /// <summary>Name of a configured model.</summary>
    public required string Model { get; init; }

    /// <summary>The provider's name of a trained version; null asks for the configured one.</summary>
    public string? Version { get; init; }

    /// <summary>Share of the requests that are copied, in percent. Default 100; 0 to 100.</summary>
    public double Percent { get; init; } = 100;
}
