using Distill.Cli.Doctor;

namespace Distill.Cli.Tests.Doctor;

public sealed class MachineChecksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void HomeWritable_FolderThatIsNotThereYet_IsFineAndStaysAbsent()
    {
        var home = Path.Combine(_folder.Path, "deep", "home");

        MachineChecks.HomeWritable(home).State.ShouldBe(CheckState.Ok);

        Directory.Exists(home).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void HomeWritable_PlaceThatTakesNoFiles_IsBrokenWithARemedy()
    {
        var result = MachineChecks.HomeWritable("/proc/distill");

        result.State.ShouldBe(CheckState.Broken);
        result.Remedy.ShouldNotBeNull().ShouldContain("--home");
    }

    [Fact]
    public void DiskSpace_AnyFolder_SaysHowMuchIsFree() => MachineChecks.DiskSpace(_folder.Path).Finding.ShouldContain("GiB free");

    public void Dispose() => _folder.Dispose();
}
