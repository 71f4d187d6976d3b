using System.ComponentModel.DataAnnotations;

namespace Distill.Core.Flywheel.Turning;

/// <summary>Settings of standing wheels: configuration section <c>Wheels</c>.</summary>
public sealed class WheelOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Wheels";

    /// <summary>Turns that may be under way before the timer starts another, 1 to 1,000. Default 4. What a person starts counts, and is not held back.</summary>
    [Range(1, 1000, ErrorMessage = "Wheels:MaxTurns must be from 1 to 1000.")]
    public int MaxTurns { get; set; } = 4;
}
