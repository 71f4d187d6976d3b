using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;

namespace Distill.Cli.Tests.Commands;

public sealed class CompareCommandTests : IDisposable
{
    private const string Before = "id,prompt,response,y\n1,a,yes,yes\n2,b,no,no\n3,c,yes,no\n4,d,yes,yes\n";
    private const string After = "id,prompt,response,y\n1,a,Yes,yes\n2,b,yes,no\n3,c,no,no\n5,e,no,no\n";

    private readonly TemporaryFolder _folder = new();
    private readonly CliHarness _cli = new(new CompareCommand());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Answers_with_the_same_id_are_compared_with_their_gold_labels()
    {
        (
            await CompareAsync(
                Before,
                After,
                "--map",
                "label.gold=y",
                "--map",
                "prompt=prompt",
                "--map",
                "response=response",
                "--map",
                "id=id"
            )
        ).ShouldBe(ExitCode.Done);

        _cli.Out.ShouldContain("3 answers compared, 1 only in the baseline, 1 only in the candidate");
        _cli.Out.ShouldMatch(@"exact match +66\.7% +66\.7% +0\.0%");
        _cli.Out.ShouldContain("Better on 1, worse on 1");
        _cli.Out.ShouldContain("2: 1.00 to 0.00");
    }

    [Fact]
    public async Task References_of_a_file_are_used_and_json_lists_the_worst_first()
    {
        var reference = _folder.Write("ref.jsonl", Line(1, "one two three four") + Line(2, "five six"));
        var before = Line(1, "one two three four") + Line(2, "five six");
        var after = Line(1, "one two three") + Line(2, "nine");

        (await CompareAsync(before, after, "--reference", reference, "--json")).ShouldBe(ExitCode.Done);

        var comparison = JsonDocument.Parse(_cli.Out).RootElement.GetProperty("comparison");
        comparison.GetProperty("worse").GetInt64().ShouldBe(2);
        comparison
            .GetProperty("regressions")
            .EnumerateArray()
            .Select(answer => answer.GetProperty("pair").GetProperty("id").GetString())
            .ShouldBe(["2", "1"]);
        comparison.GetProperty("exact").GetProperty("difference").GetProperty("value").GetDouble().ShouldBe(-1);
    }

    [Fact]
    public async Task Files_without_common_ids_or_expected_answers_are_refused_with_the_remedy()
    {
        (await CompareAsync(Line(1, "a"), Line(2, "a"))).ShouldBe(ExitCode.Usage);
        _cli.Error.ShouldContain("--map id=FIELD");

        (await CompareAsync(Line(1, "a"), Line(1, "a"))).ShouldBe(ExitCode.Usage);
        _cli.Error.ShouldContain("--reference");
    }

    private static string Line(int id, string answer) => $$"""{"id":"{{id}}","prompt":"q","response":"{{answer}}"}""" + "\n";

    private Task<int> CompareAsync(string before, string after, params string[] options)
    {
        var ending = before.StartsWith('{') ? "jsonl" : "csv";
        return _cli.RunAsync([
            .. new[] { "compare", _folder.Write($"a.{ending}", before), _folder.Write($"b.{ending}", after) },
            .. options,
        ]);
    }
}
