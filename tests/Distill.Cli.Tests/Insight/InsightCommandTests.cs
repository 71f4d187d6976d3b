using System.Text.Json;
using System.Xml.Linq;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;

namespace Distill.Cli.Tests.Insight;

public sealed class InsightCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliHarness _cli = new(new InsightCommand());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_shown_as_statistics_bars_and_thin_classes()
    {
        var file = _folder.Write(
            "in.jsonl",
            string.Join('\n', Enumerable.Range(0, 50).Select(i => Row(i, i < 46 ? "refund" : "other"))) + "\nbroken"
        );

        (await RunAsync(file, "--field", "length(answer)", "--field", "labels.intent")).ShouldBe(ExitCode.Done, _cli.Error);

        _cli.Out.ShouldMatch("Samples +50");
        _cli.Out.ShouldMatch("Rejected lines +1");
        _cli.Out.ShouldMatch(@"length\(answer\) +0\.0% +50 +0 +2\.45 +24\.5 +24\.5 +46\.55 +49");
        _cli.Out.ShouldMatch("refund █+ 46  92.0%");
        _cli.Out.ShouldContain("thin: other");
    }

    [Fact]
    public async Task A_drill_down_for_a_script_is_one_json_document()
    {
        var file = _folder.Write("in.jsonl", string.Join('\n', Enumerable.Range(0, 10).Select(i => Row(i, i % 2 == 0 ? "a" : "b"))));

        (await RunAsync(file, "--field", "length(answer)", "--by", "labels.intent", "--where", "length(answer) >= 4", "--json")).ShouldBe(
            ExitCode.Done,
            _cli.Error
        );

        var insight = JsonDocument.Parse(_cli.Out).RootElement.GetProperty("insight");
        insight.GetProperty("matched").GetInt64().ShouldBe(6);
        insight
            .GetProperty("groups")
            .EnumerateArray()
            .Select(group => group.GetProperty("fields")[0].GetProperty("median").GetDouble())
            .ShouldBe([6, 7]);
    }

    [Fact]
    public async Task A_recipe_shows_the_file_before_and_after()
    {
        var file = _folder.Write("in.jsonl", string.Join('\n', Row(1, "a"), Row(2, "a"), Row(3, "b"), Row(30, "b")));
        var recipe = _folder.Write("recipe.yaml", "- op: text_length_filter\n  target: answer\n  min: 3\n");

        (await RunAsync(file, "--recipe", recipe, "--field", "length(answer)", "--json")).ShouldBe(ExitCode.Done, _cli.Error);

        var document = JsonDocument.Parse(_cli.Out).RootElement;
        (Min(document, "insight"), Min(document, "compared")).ShouldBe((1, 3));
    }

    [Fact]
    public async Task The_page_is_well_formed_and_shows_hostile_values_as_text()
    {
        var hostile = "</title><script>alert(1)</script>\\u0007\\\"' onload=x";
        var file = _folder.Write("in.jsonl", string.Join('\n', Enumerable.Range(0, 30).Select(i => Row(i, hostile))));
        var page = Path.Combine(_folder.Path, "page.html");

        (await RunAsync(file, "--by", "labels.intent", "--html", page)).ShouldBe(ExitCode.Done, _cli.Error);

        var text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        var document = XDocument.Parse(text.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        document.Descendants("script").ShouldBeEmpty();
        document
            .Descendants()
            .Attributes()
            .ShouldNotContain(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        document.Root!.Value.ShouldContain("<script>alert(1)</script>");
        _cli.Out.ShouldNotContain('\u0007');
    }

    [Fact]
    public async Task Every_wrong_part_of_a_question_is_named_with_its_place()
    {
        var file = _folder.Write("in.jsonl", Row(1, "a"));

        (await RunAsync(file, "--field", "answr", "--where", "turns >", "--by", "tokens(turns)")).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain("did you mean 'answer'?");
        _cli.Error.ShouldContain("turns >\n");
        _cli.Error.ShouldContain("'turns' is no text");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\"id\":\"x\",\"messages\":[]}", "holds no sample")]
    public async Task A_file_without_samples_is_wrong_input(string content, string message)
    {
        (await RunAsync(_folder.Write("in.jsonl", content), "--format", "canonical")).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain(message);
    }

    private Task<int> RunAsync(string file, params string[] options) =>
        _cli.RunAsync(["insight", file, "--home", _folder.Path, .. options]);

    private static double Min(JsonElement document, string side) =>
        document.GetProperty(side).GetProperty("fields")[0].GetProperty("numbers").GetProperty("min").GetDouble();

    private static string Row(int id, string label) =>
        $"{{\"id\":\"{id}\",\"messages\":[{{\"role\":\"user\",\"content\":\"please answer {id}\"}},{{\"role\":\"assistant\",\"content\":\"{new string('x', id)}\"}}],\"labels\":{{\"intent\":\"{label}\"}}}}";
}
