using Distill.Core.Gateway;

namespace Distill.Api.Gateway;

/// <summary>One target of a configured alias.</summary>
public sealed class AliasTargetOptions
{
    /// <summary>Name of a configured model.</summary>
    public string Model { get; set; } = "";

    /// <summary>The provider's name of a trained version; default null: the configured one.</summary>
    public string? Version { get; set; }

    /// <summary>Share among the targets. Default 1; above 0.</summary>
    public double Weight { get; set; } = 1;

    internal AliasTarget ToTarget() =>
        new()
        {
            Model = Model,
            Version = Version,
            Weight = Weight,
        };
}
