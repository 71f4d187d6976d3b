using System.Globalization;
using System.Runtime.InteropServices;

namespace Distill.Cli.Doctor;

/// <summary>Checks of the machine and of the home folder. They leave no trace.</summary>
internal static class MachineChecks
{
    private const int NeededRuntime = 10;
    private const long Tight = 1L << 30;
    private const long TooLittle = 100L << 20;

    /// <summary>The .NET runtime.</summary>
    public static CheckResult Runtime() =>
        Environment.Version.Major >= NeededRuntime
            ? new CheckResult(".NET", CheckState.Ok, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}")
            : new CheckResult(
                ".NET",
                CheckState.Broken,
                RuntimeInformation.FrameworkDescription,
                $"install .NET {NeededRuntime} or newer: https://dotnet.microsoft.com/download"
            );

    /// <summary>Whether the home takes files.</summary>
    public static CheckResult HomeWritable(string home)
    {
        const string check = "home";
        try
        {
            // Probed where the folder is or would be made, so that looking does not create a home.
            var folder = NearestExisting(home);
            var probe = Path.Combine(folder, $".distill-doctor-{Guid.NewGuid():N}");
            using (File.Create(probe, bufferSize: 1, FileOptions.DeleteOnClose)) { }

            return new CheckResult(
                check,
                CheckState.Ok,
                Directory.Exists(home) ? $"{home} is writable" : $"{home} will be made at first use"
            );
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return new CheckResult(
                check,
                CheckState.Broken,
                $"{home} cannot be written: {cause.Message}",
                "give yourself write access to it, or choose another folder with --home"
            );
        }
    }

    /// <summary>Room on the home's disk.</summary>
    public static CheckResult DiskSpace(string home)
    {
        var free = new DriveInfo(NearestExisting(home)).AvailableFreeSpace;
        var finding = string.Create(CultureInfo.InvariantCulture, $"{free / (double)(1 << 30):0.0} GiB free for {home}");
        return free switch
        {
            < TooLittle => new CheckResult(
                "disk",
                CheckState.Broken,
                finding,
                "free at least 1 GiB, or choose a folder on another disk with --home"
            ),
            < Tight => new CheckResult("disk", CheckState.Warning, finding, "free at least 1 GiB before a larger run"),
            _ => new CheckResult("disk", CheckState.Ok, finding),
        };
    }

    private static string NearestExisting(string path)
    {
        var folder = path;
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"No part of '{path}' exists.");
        }

        return folder;
    }
}
