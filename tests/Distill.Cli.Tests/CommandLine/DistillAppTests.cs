using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;
using Distill.Cli.Failures;

namespace Distill.Cli.Tests.CommandLine;

public sealed class DistillAppTests
{
    [Fact]
    public async Task RunAsync_NoArguments_ShowsHelpAndIsDone()
    {
        var cli = new CliHarness([.. AllCommands.Create()]);

        (await cli.RunAsync()).ShouldBe(ExitCode.Done);

        cli.Out.ShouldContain("Usage:");
        cli.Out.ShouldContain("Options of every command:");
        cli.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_CommandHelp_ShowsUsageArgumentsAndExamples()
    {
        var cli = new CliHarness(new FakeCommand(_ => 0));

        (await cli.RunAsync("work", "--help")).ShouldBe(ExitCode.Done);

        cli.Out.ShouldContain("distill work FILE [options]");
        cli.Out.ShouldContain("the usual way");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("work")]
    [InlineData("work", "file", "--unknown")]
    public async Task RunAsync_WrongUsage_ExitsWithTwoAndPointsToTheHelp(params string[] arguments)
    {
        var cli = new CliHarness(new FakeCommand(_ => 0));

        (await cli.RunAsync(arguments)).ShouldBe(ExitCode.Usage);

        cli.Error.ShouldContain("error:");
        cli.Error.ShouldContain("--help");
        cli.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_FailureWithRemedy_ShowsWhatWhereAndRemedy()
    {
        var cli = new CliHarness(new FakeCommand(_ => throw CliException.Usage("no records", "data.tsv, line 1", "add records")));

        (await cli.RunAsync("work", "f")).ShouldBe(ExitCode.Usage);

        cli.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ShouldBe(["error:  no records", "where:  data.tsv, line 1", "remedy: add records"]);
    }

    [Fact]
    public async Task RunAsync_FailureWithJson_PutsOneDocumentOnStdoutAndTextOnStderr()
    {
        var cli = new CliHarness(new FakeCommand(_ => throw CliException.Failed("the run failed", "run r1")));

        (await cli.RunAsync("work", "f", "--json")).ShouldBe(ExitCode.Failed);

        var error = JsonDocument.Parse(cli.Out).RootElement.GetProperty("error");
        error.GetProperty("code").GetInt32().ShouldBe(1);
        error.GetProperty("problems")[0].GetProperty("message").GetString().ShouldBe("the run failed");
        cli.Error.ShouldContain("the run failed");
    }

    [Fact]
    public async Task RunAsync_UnexpectedException_ShowsOneLineAndKeepsTheTraceInTheLog()
    {
        using var home = new TemporaryFolder();
        var cli = new CliHarness(new FakeCommand(_ => throw new InvalidTimeZoneException("odd thing")));

        (await cli.RunAsync("work", "f", "--home", home.Path)).ShouldBe(ExitCode.Failed);

        cli.Error.ShouldContain("unexpected InvalidTimeZoneException: odd thing");
        cli.Error.ShouldNotContain("   at ");
        var log = Path.Combine(home.Path, "logs", "distill-failures.log");
        cli.Error.ShouldContain(log);
        (await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)).ShouldContain("   at ");
    }

    [Fact]
    public async Task RunAsync_UnexpectedExceptionWhenVerbose_ShowsTheTrace()
    {
        using var home = new TemporaryFolder();
        var cli = new CliHarness(new FakeCommand(_ => throw new InvalidTimeZoneException("odd thing")));

        await cli.RunAsync("work", "f", "--verbose", "--home", home.Path);

        cli.Error.ShouldContain("   at ");
    }

    [Fact]
    public async Task RunAsync_MissingConfigFile_IsWrongUsage()
    {
        var cli = new CliHarness(new FakeCommand(_ => 0));

        (await cli.RunAsync("work", "f", "--config", "/no/such/file.yaml")).ShouldBe(ExitCode.Usage);

        cli.Error.ShouldContain("/no/such/file.yaml");
    }

    [Fact]
    public async Task RunAsync_Home_IsAbsolute()
    {
        string? home = null;
        var cli = new CliHarness(
            new FakeCommand(context =>
            {
                home = context.Home;
                return 0;
            })
        );

        await cli.RunAsync("work", "f", "--home", "some/place");

        home.ShouldBe(Path.GetFullPath("some/place"));
    }
}
