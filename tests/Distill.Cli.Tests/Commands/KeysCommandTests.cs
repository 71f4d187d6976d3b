using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;

namespace Distill.Cli.Tests.Commands;

public sealed class KeysCommandTests
{
    [Fact]
    public async Task New_PrintsAKeyAndItsHash()
    {
        var cli = new CliHarness(new KeysCommand());

        (await cli.RunAsync("keys", "new", "--role", "reader", "--name", "ci", "--json")).ShouldBe(ExitCode.Done);

        var made = JsonDocument.Parse(cli.Out).RootElement;
        var key = made.GetProperty("key").GetString()!;
        made.GetProperty("hash").GetString().ShouldBe($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}");
        (made.GetProperty("role").GetString(), made.GetProperty("name").GetString()).ShouldBe(("reader", "ci"));
    }

    [Fact]
    public async Task New_OnATerminal_ShowsTheLinesForTheConfiguration()
    {
        var cli = new CliHarness(new KeysCommand());

        await cli.RunAsync("keys", "new", "--role", "admin", "--name", "ops");

        cli.Out.ShouldContain("auth: {keys: {ops: {role: admin, hash: \"sha256:");
        cli.Out.ShouldContain("Auth__Keys__ops__Role=admin");
    }

    [Theory]
    [InlineData("keys", "new", "--role", "owner", "--name", "ci")]
    [InlineData("keys", "new", "--role", "reader", "--name", "a b")]
    [InlineData("keys", "new", "--role", "reader")]
    [InlineData("keys", "old", "--role", "reader", "--name", "ci")]
    public async Task New_WrongUsage_MakesNoKey(params string[] arguments)
    {
        var cli = new CliHarness(new KeysCommand());

        (await cli.RunAsync(arguments)).ShouldBe(ExitCode.Usage);
        cli.Out.ShouldNotContain("distill_");
    }
}
