using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Distill.Core.Telemetry;

/// <summary>The sources of traces and metrics. Nothing is made, and nothing costs, while nobody listens.</summary>
public static class DistillTelemetry
{
    /// <summary>Name of both sources.</summary>
    public const string Name = "Distill";

    /// <summary>Where spans come from.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Where metrics come from.</summary>
    public static Meter Meter { get; } = new(Name);
}
