using System.Diagnostics;

namespace Distill.Engine.Benchmarks;

/// <summary>What the machine's disk costs: the floor of any engine that syncs its commits.</summary>
public static class FsyncProbe
{
    public const int Samples = 300;

    /// <summary>Microseconds of an append of one page with its sync: the best tenth and the median, since other work on the machine only adds.</summary>
    public static (double Best, double Median) MeasureMicroseconds(string folder)
    {
        var page = new byte[4096];
        using FileStream file = new(Path.Combine(folder, "fsync.bin"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        var times = new double[Samples];
        for (var i = 0; i < Samples; i++)
        {
            var start = Stopwatch.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        return (times[Samples / 10], times[Samples / 2]);
    }
}
