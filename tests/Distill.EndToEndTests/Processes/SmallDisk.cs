using System.Diagnostics;
using Distill.Testing;

namespace Distill.EndToEndTests.Processes;

/// <summary>A small file system in memory, mounted for one test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    private SmallDisk() { }

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.Path;

    /// <summary>Mounts it; skips the test where that is not allowed.</summary>
    public static SmallDisk Mount(string options)
    {
        var disk = new SmallDisk();
        if (Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.Path))
        {
            return disk;
        }

        disk._folder.Dispose();
        Assert.Skip("Mounting a tmpfs is not allowed on this machine.");
        throw new InvalidOperationException("Skipped.");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Run("umount", Path);
        _folder.Dispose();
    }

    private static bool Run(string command, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(command, arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                }
            )!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
