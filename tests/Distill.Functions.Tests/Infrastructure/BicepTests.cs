using System.Diagnostics;
using System.Reflection;
using Distill.Testing;

namespace Distill.Functions.Tests.Infrastructure;

/// <summary>The files of <c>infra/</c> compile and lint without a word, and the scripts and docs name what they define.</summary>
public sealed class BicepTests
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [Theory]
    [InlineData("lint", "main.bicep")]
    [InlineData("build", "uploads.bicep")]
    [InlineData("lint", "uploads.bicep")]
    [InlineData("build-params", "main.bicepparam")]
    [InlineData("build-params", "dev.bicepparam")]
    [InlineData("build-params", "prod.bicepparam")]
    public async Task Bicep_OnAFileOfInfra_HasNothingToSay(string command, string file)
    {
        var (code, output, messages) = await RunAsync([
            command,
            Repository.PathOf("infra", file),
            .. command == "lint" ? [] : new[] { "--stdout" },
        ]);

        messages.ShouldBeEmpty();
        code.ShouldBe(0);
        if (command != "lint")
        {
            output.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task AppSettings_OfTheDeployedApp_NameEverySettingThatTheTriggersNeed()
    {
        var (code, template, messages) = await RunAsync(["build", Repository.PathOf("infra", "main.bicep"), "--stdout"]);

        messages.ShouldBeEmpty();
        code.ShouldBe(0);
        foreach (
            var setting in new[]
            {
                "SweepSchedule",
                "AnnotationExpirySchedule",
                "LogExpirySchedule",
                "SampleLogsSchedule",
                "\"Storage\"",
                "Storage__BlobServiceUri",
                "Storage__TableServiceUri",
            }
        )
        {
            template.ShouldContain(setting);
        }
    }

    [Fact]
    public void UploadSubscription_NamesTheFunctionAndItsContainer()
    {
        var subscription = File.ReadAllText(Repository.PathOf("infra", "uploads.bicep"));

        subscription.ShouldContain($"param functionName string = '{nameof(ImportUpload)}'");
        subscription.ShouldContain("param containerName string = 'uploads'");
    }

    private static async Task<(int Code, string Output, string Messages)> RunAsync(string[] arguments)
    {
        var tool = typeof(BicepTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "Bicep")
            ?.Value;
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(tool), "The Bicep compiler is served for linux-x64 only.");
        if (OperatingSystem.IsLinux() && (File.GetUnixFileMode(tool) & Executable) != Executable)
        {
            File.SetUnixFileMode(tool, File.GetUnixFileMode(tool) | Executable);
        }

        var start = new ProcessStartInfo(tool, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var messages = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await messages);
    }
}
