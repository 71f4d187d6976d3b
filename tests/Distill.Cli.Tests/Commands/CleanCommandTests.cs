using System.IO.Compression;
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

    [Fact]
    public async Task A_shipped_recipe_is_named_and_says_what_it_dropped()
    {
        var records = """
            {"prompt":"请介绍一下北京，不超过10个字。","response":"北京是中国的首都，也是一座历史悠久的城市。"}
            {"prompt":"请介绍一下上海。","response":"上海是中国的经济中心。"}
            """;

        (await CleanRecordsAsync(records, "--recipe", "default-zh", "--rejects", In("r.jsonl"))).ShouldBe(ExitCode.Done);

        (await LinesAsync("out.jsonl")).ShouldHaveSingleItem().ShouldContain("上海");
        (await LinesAsync("r.jsonl")).ShouldHaveSingleItem().ShouldContain("instructions_not_followed");
    }

    [Theory]
    [InlineData("recipe: default-zh\n", ExitCode.Done, "exact_dedup")]
    [InlineData("recipe: default-xx\n", ExitCode.Usage, "must be one of default-en, default-zh")]
    public async Task A_spec_that_names_a_shipped_recipe_is_a_recipe_too(string spec, int exit, string message)
    {
        (await CleanAsync("--recipe", _folder.Write("r.yaml", spec))).ShouldBe(exit);

        (_cli.Out + _cli.Error).ShouldContain(message);
    }

    [Fact]
    public async Task A_recipe_that_is_neither_shipped_nor_a_file_is_refused_with_the_names()
    {
        (await CleanAsync("--recipe", "default-cn")).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain("default-en or default-zh");
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

    [Fact]
    public async Task Any_number_of_threads_writes_the_same_bytes()
    {
        // Several chunks of lines, with bad and repeated ones among them.
        var lines = Enumerable
            .Range(0, 4000)
            .Select(number =>
                number % 50 == 0 ? "{\"prompt\":"
                : number % 7 == 0 ? $$"""{"id":"r{{number}}","prompt":"Question {{number / 14}}","response":"{{new string('x', 300)}}"}"""
                : number % 11 == 0 ? $$"""{"id":"r{{number - 1}}","prompt":"Question","response":"taken id"}"""
                : $$"""{"id":"r{{number}}","prompt":"Question {{number}}","response":"Answer\u4e2d {{number * 7919}} {{new string('y', number % 90)}}"}"""
            );
        var records = string.Join('\n', lines);
        var recipe = _folder.Write("r.yaml", "- op: whitespace_normalization\n- op: exact_dedup\n- op: minhash_dedup\n  keep: longest\n");
        var outputs = new List<string>();
        foreach (var threads in new[] { "1", "2", "5" })
        {
            (await CleanRecordsAsync(records, "--threads", threads, "--recipe", recipe, "--rejects", In("r.jsonl"))).ShouldBe(
                ExitCode.Done
            );
            outputs.Add(string.Join('\n', [.. await LinesAsync("out.jsonl"), .. await LinesAsync("r.jsonl")]));
        }

        outputs.Distinct().ShouldHaveSingleItem().ShouldContain("duplicate_id");
        var order = (await LinesAsync("r.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetInt64())
            .ToList();
        order.ShouldBe(order.Order());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task A_number_of_threads_that_is_none_is_refused(string threads) =>
        (await CleanAsync("--threads", threads)).ShouldBe(ExitCode.Usage);

    [Fact]
    public async Task Evaluation_data_beside_the_recipe_is_kept_out_of_the_training_data()
    {
        _folder.Write("eval.jsonl", """{"id":"e1","prompt":"Where is Paris?","response":"France"}""");
        var recipe = _folder.Write("r.yaml", "- op: decontamination\n  against: [eval.jsonl]\n");

        (await CleanAsync("--recipe", recipe, "--rejects", In("r.jsonl"))).ShouldBe(ExitCode.Done);

        (await LinesAsync("out.jsonl")).ShouldAllBe(line => !line.Contains("Paris", StringComparison.Ordinal));
        (await LinesAsync("r.jsonl")).ShouldContain(line => line.Contains("contaminated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evaluation_data_that_is_not_there_is_named()
    {
        (await CleanAsync("--recipe", _folder.Write("r.yaml", "- op: decontamination\n  against: [absent.jsonl]\n"))).ShouldBe(
            ExitCode.Usage
        );

        _cli.Error.ShouldContain("absent.jsonl");
        File.Exists(In("out.jsonl")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_gzip_file_that_is_cut_off_is_refused_with_what_was_read()
    {
        using var content = new MemoryStream();
        await using (var gzip = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
        {
            var lines = Enumerable.Range(0, 5000).Select(number => $$"""{"prompt":"q{{number}} {{Guid.NewGuid()}}","response":"a"}""");
            await gzip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)), TestContext.Current.CancellationToken);
        }

        var path = In("in.jsonl.gz");
        await File.WriteAllBytesAsync(path, content.ToArray()[..^2000], TestContext.Current.CancellationToken);

        (await _cli.RunAsync("clean", path, In("out.jsonl"), "--rejects", In("r.jsonl"))).ShouldBe(ExitCode.Usage);

        (await LinesAsync("r.jsonl")).ShouldContain(line => line.Contains("unreadable_rest", StringComparison.Ordinal));
        File.Exists(In("out.jsonl")).ShouldBeFalse();
    }

    private Task<int> CleanAsync(params string[] options) => CleanRecordsAsync(Records, options);

    private Task<int> CleanRecordsAsync(string records, params string[] options) =>
        _cli.RunAsync([.. new[] { "clean", _folder.Write("in.jsonl", records), In("out.jsonl") }, .. options]);

    private string In(string name) => Path.Combine(_folder.Path, name);

    private Task<string[]> LinesAsync(string name) => File.ReadAllLinesAsync(In(name), TestContext.Current.CancellationToken);
}
