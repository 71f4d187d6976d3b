using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;

namespace Distill.Cli.Tests.Splitting;

public sealed class SplitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliHarness _cli = new(new SplitCommand());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_becomes_three_that_keep_the_classes_shares_and_pass_the_check()
    {
        var rows = Enumerable.Range(0, 100).Select(index => Row(index, index % 5 == 0 ? "rare" : "common"));
        var file = _folder.Write("in.jsonl", string.Join('\n', rows) + "\nbroken");

        (await _cli.RunAsync("split", file, "--out", In("parts"), "--by", "labels.intent", "--ratios", "0.6,0.2,0.2")).ShouldBe(
            ExitCode.Done,
            _cli.Error
        );

        _cli.Out.ShouldMatch("rare +12 +4 +4");
        _cli.Out.ShouldContain("1 bad lines");
        (await File.ReadAllLinesAsync(In("parts/train.jsonl"), TestContext.Current.CancellationToken)).Length.ShouldBe(60);
        (await CheckAsync(In("parts/train.jsonl"), In("parts/validation.jsonl"), In("parts/test.jsonl"))).ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task An_evaluation_set_that_is_in_the_training_set_fails_the_check_and_is_named_with_its_lines()
    {
        var train = _folder.Write("train.jsonl", string.Join('\n', Enumerable.Range(0, 40).Select(index => Row(index, "x"))));
        var test = _folder.Write("test.jsonl", string.Join('\n', Row(90, "x"), Row(7, "x"), Row(9, "x").Replace("please", "PLEASE ")));

        (await CheckAsync(train, test)).ShouldBe(ExitCode.Failed);

        _cli.Out.ShouldMatch(@"1\.00 +.*train\.jsonl, line 8 .*= .*test\.jsonl, line 2 ");
        _cli.Out.ShouldMatch(@"train\.jsonl, line 10 .*= .*test\.jsonl, line 3 ");
        _cli.Out.ShouldContain("2 pairs of 43 rows");
    }

    [Fact]
    public async Task A_check_for_a_script_is_one_json_document()
    {
        var train = _folder.Write("train.jsonl", Row(1, "x"));

        (await CheckAsync(train, train, "--json")).ShouldBe(ExitCode.Failed);

        JsonDocument.Parse(_cli.Out).RootElement.GetProperty("leaks")[0].GetProperty("similarity").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task A_mapping_for_the_table_leaves_the_canonical_file_beside_it_as_it_is()
    {
        var train = _folder.Write("train.jsonl", Row(3, "x"));
        var content = JsonDocument.Parse(Row(3, "x")).RootElement.GetProperty("messages")[0].GetProperty("content");
        var test = _folder.Write("test.tsv", $"sentence\n{content}\n");

        (await CheckAsync(train, test, "--map", "prompt=sentence")).ShouldBe(ExitCode.Failed);

        _cli.Out.ShouldContain("1 pairs of 2 rows");
    }

    [Fact]
    public async Task A_file_without_a_sample_is_refused_and_never_taken_for_a_clean_one()
    {
        var train = _folder.Write("train.jsonl", """{"messages":[]}""");

        (await CheckAsync(train, _folder.Write("test.jsonl", Row(1, "x")))).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain("holds no sample");
    }

    [Theory]
    [InlineData("split", "in.jsonl", "nowhere to write")]
    [InlineData("split", "in.jsonl --check", "nothing to compare")]
    [InlineData("split", "in.jsonl in.jsonl --out parts", "only one file")]
    [InlineData("split", "in.jsonl --out parts --ratios 0.5,0.5", "no three shares")]
    [InlineData("split", "in.jsonl --out parts --ratios 0.5,0.5,0.5", "add up to 1")]
    [InlineData("split", "in.jsonl --out parts", "would be empty")]
    public async Task Wrong_usage_is_refused_and_writes_nothing(string command, string arguments, string message)
    {
        _folder.Write("in.jsonl", Row(1, "x") + "\n" + Row(1, "x"));
        string[] given = [.. arguments.Split(' ').Select(part => part is "in.jsonl" or "parts" ? In(part) : part)];

        (await _cli.RunAsync([command, .. given])).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain(message);
        Directory.Exists(In("parts")).ShouldBeFalse();
    }

    private Task<int> CheckAsync(params string[] files) => _cli.RunAsync(["split", "--check", .. files]);

    private static string Row(int index, string intent) =>
        JsonSerializer.Serialize(
            new
            {
                messages = new[]
                {
                    new
                    {
                        role = "user",
                        content = $"please book {index * 7919 % 9973} seats on {index * 31 % 97} for {index * 613 % 1009}",
                    },
                    new { role = "assistant", content = $"answer {index}" },
                },
                labels = new { intent },
                id = $"s{index}",
            }
        );

    private string In(string name) => Path.Combine(_folder.Path, name);
}
