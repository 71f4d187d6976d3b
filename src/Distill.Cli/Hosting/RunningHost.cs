using System.Text.Json;

namespace Distill.Cli.Hosting;

/// <summary>The host that says it holds a home.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="Address">Where it listens; null while it starts.</param>
internal sealed record RunningHost(int ProcessId, Uri? Address)
{
    /// <summary>Reads what the host of a home has published; null when no host runs there.</summary>
    public static RunningHost? Find(string home)
    {
        try
        {
            return JsonSerializer.Deserialize<RunningHost>(File.ReadAllBytes(Path.Combine(home, "host.info")));
        }
        catch (Exception nothing) when (nothing is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>True when its process is alive: a killed host leaves its file behind.</summary>
    public bool IsAlive()
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(ProcessId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
