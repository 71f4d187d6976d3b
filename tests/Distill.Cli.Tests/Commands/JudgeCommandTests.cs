using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;

namespace Distill.Cli.Tests.Commands;

public sealed class JudgeCommandTests : IDisposable
{
    private const string Verdicts = """
        {"id":"p1","order":"AB","verdict":"A","gold":"A","topic":"law"}
        {"id":"p1","order":"BA","verdict":"B","gold":"A","topic":"law"}
        {"id":"p2","order":"AB","verdict":"A","gold":"B","topic":"art"}
        {"id":"p2","order":"BA","verdict":"A","gold":"B","topic":"art"}
        {"id":"p3","order":"AB","verdict":"no idea of it","gold":"B","topic":"art"}
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly CliHarness _cli = new(new JudgeCommand());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Figures_are_recomputed_and_unusable_lines_are_shown_and_kept()
    {
        var (rejects, page, markdown) = (In("rejects.jsonl"), In("v.html"), In("v.md"));

        var code = await _cli.RunAsync([
            "judge",
            "--from-verdicts",
            _folder.Write("v.jsonl", Verdicts),
            "--slice",
            "topic",
            "--rejects",
            rejects,
            "--html",
            page,
            "--markdown",
            markdown,
        ]);

        code.ShouldBe(ExitCode.Done);
        _cli.Out.ShouldContain("4 verdicts, 1 lines rejected");
        _cli.Out.ShouldContain("line 5: verdict:");
        _cli.Out.ShouldMatch("win rate .* 75.0%");
        _cli.Out.ShouldMatch("consistency, of valid pairs .* 50.0%");
        _cli.Out.ShouldMatch("law +1 ");
        (await ReadAsync(rejects)).ShouldContain("\"line\":5");
        (await ReadAsync(page)).ShouldContain("<td>75.0%</td>");
        (await ReadAsync(markdown)).ShouldContain("| 75.0% |");
    }

    [Fact]
    public async Task Columns_and_values_are_mapped_and_json_is_one_document()
    {
        var file = _folder.Write("v.csv", "pair,turn,swap,winner\np,1,no,llama\np,1,yes,gpt\n");

        var code = await _cli.RunAsync([
            "judge",
            "--json",
            "--from-verdicts",
            file,
            "--columns",
            "id=pair+turn,order=swap,verdict=winner",
            "--values",
            "llama=candidate,gpt=baseline,no=ab,yes=ba",
        ]);

        code.ShouldBe(ExitCode.Done);
        var group = JsonDocument.Parse(_cli.Out).RootElement.GetProperty("summary").GetProperty("groups")[0];
        group.GetProperty("gsb").GetProperty("same").GetInt64().ShouldBe(1);
        group.GetProperty("bothOrders").GetProperty("consistency").GetProperty("value").GetDouble().ShouldBe(0);
    }

    [Theory]
    [InlineData("--columns", "mood=x", "no field 'mood'")]
    [InlineData("--values", "x=great", "cannot mean 'great'")]
    public async Task A_wrong_mapping_is_wrong_usage(string option, string mapping, string message)
    {
        (await _cli.RunAsync("judge", "--from-verdicts", _folder.Write("v.jsonl", Verdicts), option, mapping)).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain(message);
        _cli.Error.ShouldContain(option);
    }

    [Fact]
    public async Task A_file_without_any_verdict_is_refused_with_line_and_remedy()
    {
        (await _cli.RunAsync("judge", "--from-verdicts", _folder.Write("v.jsonl", """{"a":1}"""))).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain("v.jsonl, line 1");
        _cli.Error.ShouldContain("--columns");
    }

    private string In(string name) => Path.Combine(_folder.Path, name);

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
}
