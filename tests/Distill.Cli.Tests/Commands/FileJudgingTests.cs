using System.Text.Json.Nodes;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;
using Distill.Core.Annotation;

namespace Distill.Cli.Tests.Commands;

public sealed class FileJudgingTests : IDisposable
{
    private const string Models = """
        models:
          judge: {endpoint: emulator, model: judge, inputPrice: 1, outputPrice: 4}
          second: {endpoint: emulator, model: judge}
          biased: {endpoint: emulator, model: biased}
        emulator:
          models:
            judge: {kind: judge}
            biased: {kind: judge, judge: {positionBias: 0.9}}
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly CliHarness _cli = new(new JudgeCommand(), new CompareCommand(), new CleanCommand());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_files_are_compared_by_a_panel_by_slice_and_again_for_nothing()
    {
        var (before, after) = (Answers("before.jsonl", "rights"), Answers("after.jsonl", "right"));
        string[] command =
        [
            "judge",
            "--pair",
            before,
            after,
            "--judge",
            "judge",
            "--judge",
            "second",
            "--judge",
            "biased",
            "--slice",
            "labels.topic",
            "--html",
            In("r.html"),
            "--report",
            In("r.json"),
            "--config",
            Config(),
        ];

        (await _cli.RunAsync(command)).ShouldBe(ExitCode.Done, _cli.Error);

        _cli.Out.ShouldContain("after is better than before: win rate 100.0%");
        _cli.Out.ShouldContain("biased favours the first place");
        _cli.Out.ShouldMatch(@"even +\d");
        (await ReadAsync("r.html")).ShouldContain("Answers side by side");
        (await File.ReadAllLinesAsync($"{after}.verdicts.jsonl", Cancel)).Length.ShouldBe(3 * 2 * 12);

        var again = new CliHarness(new JudgeCommand());
        (await again.RunAsync([.. command, "--json"])).ShouldBe(ExitCode.Done);
        var usage = JsonNode.Parse(again.Out)!["report"]!["judges"]![0]!["usage"]!;
        usage["requests"]!.GetValue<int>().ShouldBe(0);
        usage["free"]!.GetValue<int>().ShouldBe(24);

        var recomputed = new CliHarness(new JudgeCommand());
        (await recomputed.RunAsync("judge", "--from-verdicts", $"{after}.verdicts.jsonl")).ShouldBe(ExitCode.Done);
        recomputed.Out.ShouldContain("12 / 0 / 0");
    }

    [Fact]
    public async Task Answers_are_scored_by_a_rubric_and_the_judge_held_against_people()
    {
        var labels = _folder.Write(
            "human.jsonl",
            string.Join('\n', Enumerable.Range(0, 12).Select(i => $$$"""{"id":"q{{{i}}}","scores":{"logic":5}}"""))
        );

        var code = await _cli.RunAsync([
            "judge",
            Answers("a.jsonl", "right"),
            "--judge",
            "judge",
            "--dimension",
            "logic*2",
            "--dimension",
            "tone=it is polite",
            "--calibrate",
            labels,
            "--config",
            Config(),
        ]);

        code.ShouldBe(ExitCode.Done, _cli.Error);
        _cli.Out.ShouldContain("a reaches overall 5.00");
        _cli.Out.ShouldMatch("logic +12 .* needs labels");
    }

    [Fact]
    public async Task Two_files_are_compared_by_dimension_and_the_verdicts_recount_by_it()
    {
        var (before, after) = (Answers("before.jsonl", "wrong"), Answers("after.jsonl", "right"));
        string[] command =
        [
            "judge",
            "--pair",
            before,
            after,
            "--judge",
            "judge",
            "--dimension",
            "logic",
            "--dimension",
            "tone=it is polite",
        ];

        (await _cli.RunAsync([.. command, "--config", Config()])).ShouldBe(ExitCode.Done, _cli.Error);

        _cli.Error.ShouldContain("judge: 24 of 24 verdicts");
        _cli.Out.ShouldMatch("overall +12 / 0 / 0 ");
        _cli.Out.ShouldMatch("logic +12 / 0 / 0 ");
        _cli.Out.ShouldMatch("tone +12 / 0 / 0 ");
        (await File.ReadAllLinesAsync($"{after}.verdicts.jsonl", Cancel)).Length.ShouldBe(2 * 3 * 12);
        (
            await File.ReadAllLinesAsync(
                Directory.GetFiles($"{after}.verdicts.jsonl.journal", "*.jsonl", SearchOption.AllDirectories).Single(),
                Cancel
            )
        ).Length.ShouldBe(2 * 12);
        var recomputed = new CliHarness(new JudgeCommand());
        (await recomputed.RunAsync("judge", "--from-verdicts", $"{after}.verdicts.jsonl")).ShouldBe(ExitCode.Done);
        recomputed.Out.ShouldContain("judge, tone");
    }

    [Fact]
    public async Task Scores_of_a_judge_decide_what_cleaning_keeps()
    {
        var answers = _folder.Write(
            "a.jsonl",
            string.Join('\n', Sample("good", "Where is Paris?", "It is in France, on the Seine."), Sample("bad", "Where is Rome?", "xyz"))
        );

        (
            await _cli.RunAsync(
                "judge",
                answers,
                "--judge",
                "judge",
                "--dimension",
                "logic",
                "--dimension",
                "style",
                "--scored",
                In("s.jsonl"),
                "--config",
                Config()
            )
        ).ShouldBe(ExitCode.Done, _cli.Error);

        var scored = (await File.ReadAllLinesAsync(In("s.jsonl"), Cancel)).Select(line => JsonNode.Parse(line)!["scores"]!).ToList();
        scored[0].ToJsonString().ShouldBe("""{"judge":5,"judge.logic":5,"judge.style":5}""");
        ((double)scored[1]["judge"]!).ShouldBe(1);
        var recipe = _folder.Write(
            "recipe.yaml",
            "- {op: score_filter, score: judge.logic, min: 3, missing: drop}\n- {op: minhash_dedup, by: prompt, keep: best_score, score: judge}\n"
        );
        (await _cli.RunAsync("clean", In("s.jsonl"), In("kept.jsonl"), "--recipe", recipe)).ShouldBe(ExitCode.Done, _cli.Error);
        JsonNode.Parse((await File.ReadAllLinesAsync(In("kept.jsonl"), Cancel)).ShouldHaveSingleItem())!["id"]!
            .GetValue<string>()
            .ShouldBe("good");

        static string Sample(string id, string question, string answer) =>
            $$$"""{"id":"{{{id}}}","messages":[{"role":"user","content":"{{{question}}}"},{"role":"assistant","content":"{{{answer}}}"}],"meta":{"reference_response":"It is in France, on the Seine."}}""";
    }

    [Theory]
    [InlineData("leave out --pair", "--pair", "FILE", "FILE", "--judge", "judge", "--scored", "s.jsonl")]
    [InlineData("no judge is named", "FILE")]
    [InlineData("no model 'jugde' is configured. Did you mean 'judge'?", "FILE", "--judge", "jugde")]
    [InlineData("is neither a preset nor a file", "FILE", "--judge", "judge", "--template", "nonsense")]
    [InlineData("'tone' is no preset dimension", "FILE", "--judge", "judge", "--dimension", "tone")]
    [InlineData("'intent' is no field to slice by", "FILE", "--judge", "judge", "--slice", "intent")]
    [InlineData("there is nothing to judge")]
    public async Task Wrong_usage_says_what_to_mend(string message, params string[] arguments)
    {
        var file = Answers("a.jsonl", "right");

        var code = await _cli.RunAsync([
            "judge",
            .. arguments.Select(argument => argument == "FILE" ? file : argument),
            "--config",
            Config(),
        ]);

        code.ShouldBe(ExitCode.Usage);
        _cli.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Templates_are_listed_with_their_texts()
    {
        (await _cli.RunAsync("judge", "--templates", "--json")).ShouldBe(ExitCode.Done);

        JsonNode.Parse(_cli.Out)!.AsArray().Select(preset => (string)preset!["name"]!).ShouldContain("general-zh");
    }

    [Fact]
    public async Task A_judge_is_held_against_what_people_chose_in_annotation()
    {
        var (before, after) = (Answers("before.jsonl", "rights"), Answers("after.jsonl", "right"));
        var replies = Enumerable
            .Range(0, 20)
            .Select(i =>
                $$$"""{"id":"a{{{i}}}","messages":[{"role":"user","content":"Which river is number {{{i}}}?"},{"role":"assistant","content":"Bananas."}],"feedback":{"edit":"Which river is number {{{i}}}?"}}"""
            );
        var decisions = Enumerable
            .Range(0, 12)
            .Select(i => $$"""{"task":"{{AnnotationTaskId.Of("", $"a{i}")}}","verdict":"approve","candidate":1}""")
            .Append($$"""{"task":"{{AnnotationTaskId.Of("", "a12")}}","verdict":"reject","reason":"unclear"}""");
        string[] home = ["--home", In("home"), "--config", Config()];
        var add = _folder.Write("replies.jsonl", string.Join('\n', replies));
        (await RunAsync("annotate", "news", "--new", "--add", add)).Code.ShouldBe(ExitCode.Done);
        var import = _folder.Write("decisions.jsonl", string.Join('\n', decisions));
        (await RunAsync("annotate", "news", "--as", "ann", "--import", import)).Code.ShouldBe(ExitCode.Done);

        string[] command =
        [
            "judge",
            "--pair",
            before,
            after,
            "--judge",
            "judge",
            "--gate",
            "superiority",
            "--calibrate",
            "annotations:news",
        ];
        var (code, shown) = await RunAsync(command);

        code.ShouldBe(ExitCode.Done, shown);
        shown.ShouldContain("12 choices between two answers by 1 person, from 20 tasks of the annotation project news");
        shown.ShouldContain("There are 12 labelled samples and 50 are needed: 38 more");
        shown.ShouldContain("More data is needed");
        (await File.ReadAllLinesAsync($"{after}.verdicts.jsonl.calibration.jsonl", Cancel)).Length.ShouldBe(12);
        var (unknown, message) = await RunAsync([.. command[..^1], "annotations:nobody"]);
        unknown.ShouldBe(ExitCode.Usage);
        message.ShouldContain("there is no annotation project 'nobody'");
        (await RunAsync([.. command[..^1], "annotations:"])).Code.ShouldBe(ExitCode.Usage);

        async Task<(int Code, string Shown)> RunAsync(params string[] arguments)
        {
            var cli = new CliHarness(new JudgeCommand(), new AnnotateCommand());
            var ended = await cli.RunAsync([.. arguments, .. home]);
            return (ended, cli.Out + cli.Error);
        }
    }

    [Fact]
    public async Task Two_files_are_evaluated_by_label_and_two_reports_side_by_side()
    {
        var (before, after) = (Answers("before.jsonl", "wrong"), Answers("after.jsonl", "right"));

        (
            await _cli.RunAsync(
                "compare",
                before,
                after,
                "--by",
                "labels",
                "--gold",
                "truth",
                "--labels",
                "right,wrong",
                "--slice",
                "labels.topic"
            )
        ).ShouldBe(ExitCode.Done, _cli.Error);

        _cli.Out.ShouldMatch(@"accuracy +12 +100\.0%");
        _cli.Out.ShouldMatch(@"macro-F1 +12 +100\.0% +0\.0%");
        string[] judged = ["judge", "--pair", before, after, "--judge", "judge", "--config", Config(), "--report"];
        (await new CliHarness(new JudgeCommand()).RunAsync([.. judged, In("one.json")])).ShouldBe(ExitCode.Done);
        (await new CliHarness(new JudgeCommand()).RunAsync([.. judged, In("two.json")])).ShouldBe(ExitCode.Done);
        var reports = new CliHarness(new CompareCommand());
        (await reports.RunAsync("compare", In("one.json"), In("two.json"))).ShouldBe(ExitCode.Done, reports.Error);
        reports.Out.ShouldMatch(@"win rate overall +1 \(");
        reports.Out.ShouldContain("Not paired: what was measured of each sample is not kept");
        reports.Out.ShouldContain("unpaired");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string In(string name) => Path.Combine(_folder.Path, name);

    private string Config() => _folder.Write("distill.yaml", Models);

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(In(name), Cancel);

    private string Answers(string name, string answer) =>
        _folder.Write(
            name,
            string.Join(
                '\n',
                Enumerable
                    .Range(0, 12)
                    .Select(i =>
                        $$$"""{"id":"q{{{i}}}","messages":[{"role":"user","content":"Question {{{i}}}?"},{"role":"assistant","content":"{{{answer}}}"}],"labels":{"topic":"{{{(i % 2 == 0 ? "even" : "odd")}}}","truth":"right"},"meta":{"reference_response":"right"}}"""
                    )
            )
        );
}
