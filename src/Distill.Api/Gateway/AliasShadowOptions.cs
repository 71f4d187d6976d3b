using Distill.Core.Gateway;

namespace Distill.Api.Gateway;

/// <summary>One shadow of a configured alias.</summary>
public sealed class AliasShadowOptions
{
    /// <summary>Name of a configured model.</summary>
    public string Model { get; set; } = "";

    /// <summary>The provider's name of a trained version; default null: the configured one.</summary>
    public string? Version { get; set; }

    /// <summary>Share of the requests that are copied, in percent. Default 100; 0 to 100.</summary>
    public double Percent { get; set; } = 100;

    internal AliasShadow ToShadow() =>
        new()
        {
            Model = Model,
            Version = Version,
            Percent = Percent,
        };
}
