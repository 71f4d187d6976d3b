using System.Diagnostics;

namespace Distill.Cleaning.Benchmarks;

/// <summary>The command line as users install it: published for this platform, compiled ahead.</summary>
internal static class InstalledCommand
{
    /// <summary>Publishes it into a folder; returns the executable.</summary>
    public static async Task<string> PublishAsync(string folder)
    {
        string[] arguments = ["publish", Project(), "--configuration", "Release", "--use-current-runtime", "--output", folder, "--nologo"];
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? Path.Combine(folder, OperatingSystem.IsWindows() ? "distill.exe" : "distill")
            : throw new InvalidOperationException($"dotnet publish failed: {output}");
    }

    // This program lies in artifacts/bin/<project>/release.
    private static string Project() => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../..", "src", "Distill.Cli"));
}
