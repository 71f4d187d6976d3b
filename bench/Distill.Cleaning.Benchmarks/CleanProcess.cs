using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Distill.Cleaning.Benchmarks;

/// <summary>One run of <c>distill clean</c> as a process of its own.</summary>
/// <param name="Seconds">Wall time from start to end, with the start of the runtime.</param>
/// <param name="Cpu">Processor time.</param>
/// <param name="PeakMegabytes">Largest resident set.</param>
/// <param name="Hash">SHA-256 of samples and rejects.</param>
internal sealed record CleanProcess(double Seconds, double Cpu, double PeakMegabytes, string Hash)
{
    /// <summary>Runs it, the executable <paramref name="command"/>; <paramref name="output"/> is where the samples are, and with <c>.rejects</c> the rejects.</summary>
    public static async Task<CleanProcess> RunAsync(string command, string input, string output, string recipe, int threads)
    {
        string[] arguments =
        [
            "clean",
            input,
            output,
            "--recipe",
            recipe,
            "--rejects",
            output + ".rejects",
            "--threads",
            threads.ToString(CultureInfo.InvariantCulture),
        ];
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(
            new ProcessStartInfo(command, arguments)
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
                RedirectStandardError = true,
            }
        )!;
        var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (peak, cpu) = (0L, TimeSpan.Zero);
        while (!process.HasExited)
        {
            // Gone between the two questions: the last figures stand.
            try
            {
                process.Refresh();
                (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (InvalidOperationException) { }

            // Asking costs the command the core that it needs: at 5 ms it took a fifteenth longer. The peak is a high-water mark, and misses nothing.
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(50));
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var texts = await reading;
        return process.ExitCode == 0
            ? new CleanProcess(seconds, cpu.TotalSeconds, peak / 1e6, await HashAsync(output))
            : throw new InvalidOperationException($"distill clean failed: {string.Concat(texts)}");
    }

    private static async Task<string> HashAsync(string output)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in new[] { output, output + ".rejects" })
        {
            await using var file = File.OpenRead(path);
            hash.AppendData(await SHA256.HashDataAsync(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
