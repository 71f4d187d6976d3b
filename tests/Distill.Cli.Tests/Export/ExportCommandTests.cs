using System.Text.Json.Nodes;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;

namespace Distill.Cli.Tests.Export;

public sealed class ExportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_file_of_pairs_becomes_sharegpt_with_its_entry_beside_others()
    {
        var source = Write("pairs.jsonl", """{"id":"1","prompt":"q","chosen":"c","rejected":"r","topic":"t"}""" + "\nbroken\n");
        Write("dataset_info.json", """{"other":{"file_name":"other.json"}}""");
        var cli = new CliHarness(new ExportCommand());

        (await cli.RunAsync("export", source, PathOf("out.json"), "--to", "sharegpt")).ShouldBe(ExitCode.Done);

        JsonNode.Parse(await ReadAsync("out.json"))![0]!["chosen"]!["value"]!.GetValue<string>().ShouldBe("c");
        var info = JsonNode.Parse(await ReadAsync("dataset_info.json"))!;
        info["other"].ShouldNotBeNull();
        info["out"]!["ranking"]!.GetValue<bool>().ShouldBeTrue();
        cli.Out.ShouldContain("meta.topic");
        cli.Out.ShouldContain("line 2");
        Directory.GetFiles(_folder.Path, "*.part").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_that_fits_leaves_the_old_file_and_says_why()
    {
        var source = Write("in.jsonl", """{"id":"1","prompt":"q","response":"a"}""");
        Write("out.jsonl", "old");
        var cli = new CliHarness(new ExportCommand());

        (await cli.RunAsync("export", source, PathOf("out.jsonl"), "--to", "trl-dpo")).ShouldBe(ExitCode.Usage);

        (await ReadAsync("out.jsonl")).ShouldBe("old");
        cli.Error.ShouldContain("no chosen and rejected answer");
    }

    [Fact]
    public async Task What_is_neither_file_nor_dataset_is_named()
    {
        var cli = new CliHarness(new ExportCommand());

        (await cli.RunAsync("export", "nothing-here", PathOf("out.jsonl"), "--to", "openai", "--home", PathOf("home"))).ShouldBe(
            ExitCode.Usage
        );

        cli.Error.ShouldContain("'nothing-here' is neither a file nor a dataset");
    }

    public void Dispose() => _folder.Dispose();

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private string Write(string name, string text) => _folder.Write(name, text);

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(PathOf(name), TestContext.Current.CancellationToken);
}
