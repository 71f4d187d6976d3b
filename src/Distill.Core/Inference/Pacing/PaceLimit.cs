using System.Runtime.InteropServices;

namespace Distill.Core.Inference.Pacing;

/// <summary>
/// A limit per minute as a schedule without bursts: the virtual scheduling form of the generic cell rate algorithm (ITU-T I.371). Immutable arithmetic; the
/// caller brings the time.
/// </summary>
/// <remarks>
/// It spends 99% of the limit and keeps one hundredth of a second of unused time, so that a window of one second or longer sees at most the limit plus the
/// one event that may start it. Times are seconds on any clock that does not go back.
/// </remarks>
/// <param name="PerSecond">What is spent a second: requests or tokens; positive.</param>
/// <param name="Due">When the next event is due.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PaceLimit(double PerSecond, double Due)
{
    /// <summary>The part of the limit that is used. The rest covers clocks that differ and arrivals that bunch on the way.</summary>
    public const double Utilization = 0.99;

    /// <summary>Unused time that may be made up for, in seconds: what <see cref="Utilization"/> leaves of a second.</summary>
    public const double Tolerance = 0.01;

    /// <summary>A schedule that starts now.</summary>
    /// <param name="perMinute">The limit a minute; positive.</param>
    /// <param name="now">The time.</param>
    /// <param name="phase">0 to 1: the part of one interval to wait first, random, so that shards that start together do not send together.</param>
    public static PaceLimit Start(double perMinute, double now, double phase)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perMinute);
        var perSecond = perMinute * Utilization / 60;
        return new PaceLimit(perSecond, now + (phase / perSecond) + Tolerance);
    }

    /// <summary>The earliest time for the next event.</summary>
    public double Earliest(double now) => Math.Max(now, Due - Tolerance);

    /// <summary>The schedule after an event of this cost at this time, which is <see cref="Earliest"/> or later.</summary>
    public PaceLimit Take(double at, double cost) => this with { Due = Math.Max(Due, at) + (cost / PerSecond) };

    /// <summary>The schedule after an event turned out to cost this much more (or, negative, less) than was taken for it.</summary>
    public PaceLimit Correct(double difference) => this with { Due = Due + (difference / PerSecond) };
}
