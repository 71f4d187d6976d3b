using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;

namespace Distill.Cli.Tests.Commands;

public sealed class SampleCommandTests : IDisposable
{
    private const string Records = """
        {"id":"1","messages":[{"role":"user","content":"I want a\nrefund"},{"role":"assistant","content":"ok"}],"labels":{"intent":"refund"},"meta":{"time":"2026-11-23T08:00:00Z"}}
        {"id":"2","messages":[{"role":"user","content":"hello"},{"role":"assistant","content":"hi"}],"labels":{"intent":"chat"},"meta":{"time":"2026-11-23T16:00:01+08:00"}}
        {"id":"3","messages":[{"role":"user",
        {"id":"4","messages":[{"role":"user","content":"refund please"},{"role":"assistant","content":"no"}],"labels":{"intent":"refund"},"meta":{"time":1795420802}}
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly CliHarness _cli = new(new SampleCommand());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_window_keywords_and_a_filter_take_what_they_say_and_tell_the_rest()
    {
        (
            await SampleAsync(
                "--from",
                "2026-11-23T16:00:00+08:00",
                "--to",
                "2026-11-23T08:00:02Z",
                "--where",
                "turns = 1",
                "--any",
                "REFUND"
            )
        ).ShouldBe(ExitCode.Done, _cli.Error);

        (await LinesAsync("out.jsonl")).ShouldHaveSingleItem().ShouldContain("\"id\":\"1\"");
        _cli.Out.ShouldMatch("Records +3");
        _cli.Out.ShouldMatch("malformed_json +1, first in in.jsonl, line 3");
        _cli.Out.ShouldMatch("not: outside the window +1");
        _cli.Out.ShouldMatch("not: keywords +1");
        _cli.Out.ShouldMatch("Taken +1");
    }

    [Fact]
    public async Task Columns_go_to_csv_under_their_names_with_spaces_for_line_breaks()
    {
        (await SampleAsync("out.csv", ["--columns", "Prompt=prompt,response=answer", "--newline-to-space"])).ShouldBe(
            ExitCode.Done,
            _cli.Error
        );

        (await LinesAsync("out.csv"))[..2].ShouldBe(["Prompt,response", "I want a refund,ok"]);
    }

    [Fact]
    public async Task Strata_share_the_count_and_are_told_in_json()
    {
        (await SampleAsync("--stratify", "labels.intent", "--allocation", "equal", "--count", "2", "--json")).ShouldBe(
            ExitCode.Done,
            _cli.Error
        );

        var root = JsonDocument.Parse(_cli.Out).RootElement;
        root.GetProperty("taken").GetInt64().ShouldBe(2);
        root.GetProperty("missed").GetProperty("not_drawn").GetInt64().ShouldBe(1);
        root.GetProperty("strata")[0].GetProperty("name").GetString().ShouldBe("chat");
    }

    [Fact]
    public async Task A_folder_is_all_its_files()
    {
        Directory.CreateDirectory(In("logs/08"));
        await File.WriteAllTextAsync(In("logs/08/a.jsonl"), Records);
        await File.WriteAllTextAsync(In("logs/08/b.jsonl"), Records);

        (await _cli.RunAsync("sample", In("logs"), In("out.jsonl"))).ShouldBe(ExitCode.Done, _cli.Error);

        (await LinesAsync("out.jsonl")).Length.ShouldBe(6);
    }

    [Theory]
    [InlineData("--where", "labels.intent = refund", "'refund' is no value")]
    [InlineData("--where", "labels.intent = refund", "                ^^^^^^")]
    [InlineData("--from", "noon", "'noon' is no time")]
    [InlineData("--any", "/(?<=x)/", "linear time")]
    [InlineData("--columns", "Prompt=nope", "no field of a sample")]
    [InlineData("--strata", "refund=1", "strata need their field")]
    [InlineData("--fraction", "2", "fraction must be")]
    public async Task A_wrong_option_ends_with_2_and_names_it(string option, string value, string message)
    {
        (await SampleAsync(option, value)).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain(message);
        _cli.Error.ShouldContain(option);
        File.Exists(In("out.jsonl")).ShouldBeFalse();
    }

    private Task<int> SampleAsync(params string[] options) => SampleAsync("out.jsonl", options);

    private Task<int> SampleAsync(string output, string[] options) =>
        _cli.RunAsync(["sample", _folder.Write("in.jsonl", Records), In(output), .. options]);

    private string In(string name) => Path.Combine(_folder.Path, name);

    private Task<string[]> LinesAsync(string name) => File.ReadAllLinesAsync(In(name));
}
