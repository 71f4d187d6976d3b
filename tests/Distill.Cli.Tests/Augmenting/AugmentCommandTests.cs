using System.Text;
using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;
using Distill.ModelEmulator;

namespace Distill.Cli.Tests.Augmenting;

public sealed class AugmentCommandTests : IDisposable
{
    private static readonly string[] Good = ["a warm story, told well", "clever, funny and bright", "a joy, from start to end"];
    private static readonly string[] Bad = ["dull, slow and long", "a mess, badly acted", "noise, without any story"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_thin_class_is_filled_up_beside_a_journal_that_makes_a_second_time_free()
    {
        await using var emulator = await StartAsync();
        var train = _folder.Write("train.jsonl", Rows(40, 6));
        string[] command =
        [
            "augment",
            train,
            In("out.jsonl"),
            "--target",
            "50%",
            "--config",
            Configuration(emulator),
            "--rejects",
            In("r.jsonl"),
            "--held-out",
            _folder.Write("test.jsonl", Rows(3, 3, from: 500)),
            "--json",
        ];

        var first = await RunAsync(command);
        var written = await File.ReadAllLinesAsync(In("out.jsonl"), TestContext.Current.CancellationToken);
        var second = await RunAsync(command);

        var added = first.GetProperty("added").GetInt32();
        added.ShouldBeGreaterThan(4);
        written.Length.ShouldBe(46 + added);
        var row = JsonDocument.Parse(written[^1]).RootElement;
        row.GetProperty("messages")[1].GetProperty("content").GetString().ShouldBe("bad");
        row.GetProperty("meta").GetProperty("augmentation").GetProperty("class").GetString().ShouldBe("bad");
        var drops = first.GetProperty("result").GetProperty("drops").EnumerateObject().Sum(drop => drop.Value.GetInt32());
        (await File.ReadAllLinesAsync(In("r.jsonl"), TestContext.Current.CancellationToken)).Length.ShouldBe(drops);
        first.GetProperty("usage").GetProperty("requests").GetInt64().ShouldBeGreaterThan(0);
        second.GetProperty("usage").GetProperty("requests").GetInt64().ShouldBe(0);
        (await File.ReadAllLinesAsync(In("out.jsonl"), TestContext.Current.CancellationToken)).ShouldBe(written);
    }

    [Fact]
    public async Task A_plan_asks_nobody_and_shows_what_each_class_would_cost()
    {
        const string Models = "models: {teacher: {endpoint: 'http://127.0.0.1:1/v1', model: big, inputPrice: 2, outputPrice: 8}}";
        var cli = new CliHarness(new AugmentCommand());

        var exit = await cli.RunAsync(
            "augment",
            _folder.Write("train.jsonl", Rows(40, 6)),
            "--plan",
            "--target",
            "20",
            "--config",
            _folder.Write("distill.yaml", Models)
        );

        exit.ShouldBe(ExitCode.Done, cli.Error);
        cli.Out.ShouldMatch("bad +6 +20 +6 +6 +14");
        cli.Out.ShouldMatch("good +40 +40 +0 +0 +0");
        Directory.GetFileSystemEntries(_folder.Path).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("--target", "lots", "is no target")]
    [InlineData("--methods", "paraphrase,magic", "'magic' is no method")]
    [InlineData("--similarity", "0.9-0.2", "similarity range")]
    [InlineData("--max-ratio", "0", "ratio")]
    [InlineData("--by", "intent", "labels.NAME")]
    [InlineData("--by", "meta.source", "no class")]
    [InlineData("--model", "nobody", "no model 'nobody'")]
    public async Task A_wrong_option_is_refused_before_anything_is_asked(string option, string value, string message)
    {
        var cli = new CliHarness(new AugmentCommand());

        var exit = await cli.RunAsync("augment", _folder.Write("train.jsonl", Rows(9, 9)), In("out.jsonl"), option, value);

        exit.ShouldBe(ExitCode.Usage);
        cli.Error.ShouldContain(message);
        File.Exists(In("out.jsonl")).ShouldBeFalse();
    }

    private async Task<JsonElement> RunAsync(string[] command)
    {
        var cli = new CliHarness(new AugmentCommand());
        (await cli.RunAsync(command)).ShouldBe(ExitCode.Done, cli.Error);
        return JsonDocument.Parse(cli.Out).RootElement;
    }

    private Task<ModelEmulatorServer> StartAsync()
    {
        var options = new EmulatorOptions();
        options.Models["teacher"] = new EmulatedModelOptions
        {
            Kind = ModelKind.Teacher,
            Teaching = new TeachingOptions
            {
                TrainingFile = _folder.Write("teacher.tsv", Table(120, from: 1_000)),
                TextColumn = "text",
                LabelColumn = "label",
            },
        };
        return ModelEmulatorServer.StartAsync(options);
    }

    private string Configuration(ModelEmulatorServer emulator) =>
        _folder.Write(
            "distill.yaml",
            $"models: {{teacher: {{endpoint: '{emulator.Endpoint}', model: teacher, inputPrice: 2, outputPrice: 8}}}}"
        );

    private static string Table(int count, int from)
    {
        var text = new StringBuilder("text\tlabel\n");
        for (var index = from; index < from + count; index++)
        {
            text.Append(Review(index, index % 2 == 0 ? Good : Bad)).Append('\t').Append(index % 2 == 0 ? "good" : "bad").Append('\n');
        }

        return text.ToString();
    }

    private static string Rows(int good, int bad, int from = 0)
    {
        var rows = Enumerable
            .Range(from, good + bad)
            .Select(index => (Text: Review(index, index - from < good ? Good : Bad), Label: index - from < good ? "good" : "bad"));
        return string.Join('\n', rows.Select(row => JsonSerializer.Serialize(new { prompt = row.Text, response = row.Label })));
    }

    private static string Review(int index, string[] words) =>
        $"film number {index} by {(char)('a' + (index % 26))}{index * 7 % 101}, {words[index % 3]}, seen in room {index * 13 % 37}";

    private string In(string name) => Path.Combine(_folder.Path, name);
}
