using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;

namespace Distill.Cli.Tests.Commands;

public sealed class CleanCommandTests : IDisposable
{
    private const string Records = """
        {"prompt":"What is  2 + 2?","response":"4"}
        {"prompt":"What is 2 + 2?","response":"four"}
        {"prompt":"Who","response":""}
        {"prompt":"cut
        {"prompt":"Where is Paris?","response":"In France."}
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly CliHarness _cli = new(new CleanCommand());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_recommended_recipe_keeps_what_is_good_and_explains_the_rest()
    {
        (await CleanAsync("--rejects", In("r.jsonl"))).ShouldBe(ExitCode.Done);

        var kept = await LinesAsync("out.jsonl");
        kept.Length.ShouldBe(2);
        kept[0].ShouldContain("What is 2 + 2?");
        var rejects = (await LinesAsync("r.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        rejects
            .Select(reject => (reject.GetProperty("line").GetInt64(), reject.GetProperty("reason").GetString()))
            .ShouldBe([(2, "duplicate"), (3, "no_answer"), (4, "malformed_json")], ignoreOrder: true);
        _cli.Out.ShouldMatch("exact_dedup +3 +0 +1 +2 +duplicate 1");
        _cli.Out.ShouldContain("malformed_json  1, first in line 4");
        Directory.GetFiles(_folder.Path).Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_recipe_with_a_survey_reads_the_file_twice_and_writes_once()
    {
        var recipe = """
            task: {kind: label, labels: [good, bad]}
            clean:
              - op: label_conflict_filter
            """;
        var records = """
            {"prompt":"a","response":"good"}
            {"prompt":"b","response":"good"}
            {"prompt":"a","response":"bad"}
            nonsense
            """;

        (await CleanRecordsAsync(records, "--json", "--recipe", _folder.Write("r.yaml", recipe))).ShouldBe(ExitCode.Done);

        (await LinesAsync("out.jsonl")).Length.ShouldBe(1);
        var root = JsonDocument.Parse(_cli.Out).RootElement;
        (root.GetProperty("records").GetInt64(), root.GetProperty("rejected").GetInt64(), root.GetProperty("kept").GetInt64()).ShouldBe(
            (3, 1, 1)
        );
        root.GetProperty("operators")[0].GetProperty("dropped").GetProperty("label_conflict").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("- op: text_length_filter\n  max: 99999999\n", "an integer from 1 to 10000000", "line 2, column 8")]
    [InlineData("- op: whitespace_normalization\n- op: exact_dedupp\n", "did you mean 'exact_dedup'", "line 2, column 7")]
    [InlineData("- op: label_conflict_filter\n", "label_conflict_filter", "line 1")]
    [InlineData("name: x\n", "neither a list of steps nor a group", "line 1")]
    [InlineData("- op: [\n", "not YAML", "line")]
    [InlineData("", "empty", "line 1")]
    public async Task A_wrong_recipe_is_refused_with_its_line_and_what_is_allowed(string recipe, string message, string where)
    {
        (await CleanAsync("--recipe", _folder.Write("r.yaml", recipe))).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain(message);
        _cli.Error.ShouldContain(where);
        File.Exists(In("out.jsonl")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"question\":\"?\"}\n")]
    [InlineData("{\"prompt\":\"\"}\n")]
    public async Task A_file_without_a_sample_is_refused_and_leaves_what_was_there(string records)
    {
        _folder.Write("out.jsonl", "before\n");

        (await CleanRecordsAsync(records)).ShouldBe(ExitCode.Usage);

        (await LinesAsync("out.jsonl")).ShouldBe(["before"]);
        Directory.GetFiles(_folder.Path).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Figures_as_json_and_samples_cannot_share_stdout()
    {
        (await _cli.RunAsync("clean", _folder.Write("in.jsonl", Records), "-", "--json")).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain("name a file for OUT");
    }

    private Task<int> CleanAsync(params string[] options) => CleanRecordsAsync(Records, options);

    private Task<int> CleanRecordsAsync(string records, params string[] options) =>
        _cli.RunAsync([.. new[] { "clean", _folder.Write("in.jsonl", records), In("out.jsonl") }, .. options]);

    private string In(string name) => Path.Combine(_folder.Path, name);

    private Task<string[]> LinesAsync(string name) => File.ReadAllLinesAsync(In(name), TestContext.Current.CancellationToken);
}
