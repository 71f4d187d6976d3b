using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;
using Distill.Core.Evaluation.Gates;
using Distill.Testing;

namespace Distill.Cli.Tests.Commands;

/// <summary>What is online, on a home of its own: each command starts a host for as long as it lasts.</summary>
public sealed class PromotionCommandTests : IDisposable
{
    private const string Configuration = """
        models:
          teacher: {endpoint: "http://127.0.0.1:9/v1", model: flagship}
          student: {endpoint: "http://127.0.0.1:9/v1", model: small}
        gateway: {aliases: {online: {targets: [{model: teacher}]}}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AModel_IsPromotedAtOnce_Listed_AndTakenBack()
    {
        (await RunAsync(ExitCode.Done, "promote", "student", "--now")).ShouldContain("promoted");
        var models = await RunAsync(ExitCode.Done, "models");
        models.ShouldContain("online 100%");
        models.ShouldContain("online fallback");

        (await RunAsync(ExitCode.Done, "rollback", "--reason", "too short")).ShouldContain("rolled back");

        (await RunAsync(ExitCode.Done, "rollouts")).ShouldContain("rolled back");
        var online = JsonDocument.Parse(await RunAsync(ExitCode.Done, "models", "--json")).RootElement.GetProperty("aliases")[0];
        online.GetProperty("targets")[0].GetProperty("model").GetString().ShouldBe("teacher");
        (await RunAsync(ExitCode.Usage, "rollback")).ShouldContain("no promotion of 'online' is to be taken back");
    }

    [Fact]
    public async Task ARolloutThatWaits_IsApprovedByAnotherCommand_AndWhatHoldsIsKept()
    {
        (await RunAsync(ExitCode.Done, "promote", "student", "--approve", "--id", "r1")).ShouldContain("waiting for an approval");

        (await RunAsync(ExitCode.Done, "rollouts", "r1", "--approve", "--reason", "read it")).ShouldContain("shadow of 10% (1 of 4)");

        (await RunAsync(ExitCode.Done, "rollouts", "r1", "--complete")).ShouldContain("promoted");
    }

    [Theory]
    [InlineData("nobody", "", "neither a configured model")]
    [InlineData("student", """{"steps":[{"kind":"canary","percent":120}]}""", "steps[0].percent")]
    [InlineData("student", """{"stepz":[]}""", "line 1")]
    public async Task WhatCannotBeMeant_IsAUsageError(string model, string plan, string said)
    {
        string[] arguments = plan.Length == 0 ? ["promote", model] : ["promote", model, "--plan", _folder.Write("plan.json", plan)];

        (await RunAsync(ExitCode.Usage, arguments)).ShouldContain(said);
    }

    [Fact]
    public async Task AModelThatIsOnline_IsNotPromoted() =>
        (await RunAsync(ExitCode.Failed, "promote", "teacher")).ShouldContain("leads to 'teacher' already");

    [Fact]
    public async Task ADecisionAboutAnotherModel_IsAUsageErrorThatNamesBoth()
    {
        var about = new GateSubject("online", new DecidedModel("other", null), new DecidedModel("teacher", null));
        var record = GateRecord.Of(Some.Decision(about));
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "home", "blobs", "runs", "e1"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "decision.json"), record.Json, TestContext.Current.CancellationToken);

        (
            await RunAsync(
                ExitCode.Usage,
                ["promote", "student", "--decision", "runs/e1/decision.json", "--decision-sha256", record.Sha256]
            )
        ).ShouldContain("is about 'other', not about 'student'");
        (await RunAsync(ExitCode.Usage, "promote", "student", "--decision", "runs/e1/decision.json")).ShouldContain("--decision-sha256");
    }

    [Fact]
    public async Task Forget_OfNothing_SaysSo_AndNamesWhatIsMissing()
    {
        (await RunAsync(ExitCode.Done, "forget", "--user", "8121", "--dry-run")).ShouldContain("0 lines in 0 files");
        (await RunAsync(ExitCode.Usage, "forget")).ShouldContain("--user, --asid");
    }

    private async Task<string> RunAsync(int expected, params string[] arguments)
    {
        var config = _folder.Write("distill.yaml", Configuration);
        var cli = new CliHarness(
            new PromoteCommand(),
            new RollbackCommand(),
            new RolloutsCommand(),
            new ModelsCommand(),
            new ForgetCommand()
        );
        var code = await cli.RunAsync([.. arguments, "--home", Path.Combine(_folder.Path, "home"), "--config", config]);
        code.ShouldBe(expected, cli.Out + cli.Error);
        return cli.Out + cli.Error;
    }
}
