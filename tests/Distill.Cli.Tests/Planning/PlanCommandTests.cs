using System.Text.Json;
using Distill.Cli.Commands;
using Distill.Cli.Planning;

namespace Distill.Cli.Tests.Planning;

public sealed class PlanCommandTests : IDisposable
{
    private const string Models = """
        models:
          teacher: {endpoint: "http://127.0.0.1:1/v1", model: big, inputPrice: 2, outputPrice: 8, requestsPerMinute: 600}
          student: {endpoint: emulator, model: small, inputPrice: 0.1, outputPrice: 0.4}
        """;

    private const string Spec = """
        name: plan
        source: {file: in.jsonl}
        task: {kind: text}
        teacher: {model: teacher}
        students: [{name: s, model: student}]
        judge: {model: teacher}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("5000", 5_000)]
    [InlineData("100k", 100_000)]
    [InlineData("1.5M", 1_500_000)]
    [InlineData("2B", 2_000_000_000)]
    public void TryParse_ACount_ReadsItsUnit(string text, long count)
    {
        CountOption.TryParse(text, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("10 M")]
    [InlineData("99999999999B")]
    public void TryParse_NoCount_IsRefused(string text) => CountOption.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public async Task A_plan_of_a_size_says_what_binds_and_what_it_costs()
    {
        var plan = await PlanAsync("--records", "1M", "--output-tokens", "100");

        var teacher = plan.GetProperty("stages").EnumerateArray().Single(stage => stage.GetProperty("stage").GetString() == "teacher");
        teacher.GetProperty("calls").GetInt64().ShouldBe(1_000_000);
        teacher.GetProperty("cost").GetDecimal().ShouldBe(1_200);
        teacher.GetProperty("limit").GetString().ShouldBe("requestsPerMinute");
    }

    [Fact]
    public async Task A_plan_of_a_spec_counts_the_distinct_prompts_of_its_file()
    {
        await File.WriteAllLinesAsync(
            Path.Combine(_folder.Path, "in.jsonl"),
            ["""{"prompt":"What is one and one?"}""", """{"prompt":"What is one and one?"}""", """{"prompt":"And two?"}""", "{"],
            TestContext.Current.CancellationToken
        );
        _folder.Write("spec.yaml", Spec);

        var source = (await PlanAsync(Path.Combine(_folder.Path, "spec.yaml"))).GetProperty("source");

        source.GetProperty("records").GetInt64().ShouldBe(3);
        source.GetProperty("prompts").GetInt64().ShouldBe(2);
        source.GetProperty("rejected").GetInt64().ShouldBe(1);
        source.GetProperty("inputTokens").GetDouble().ShouldBeInRange(5, 20);
    }

    [Fact]
    public async Task A_plan_of_an_evaluation_counts_both_orders_by_model()
    {
        _folder.Write("in.jsonl", """{"id":"a","prompt":"one?"}""" + "\n" + """{"id":"b","prompt":"one?"}""");
        var spec = _folder.Write(
            "e.yaml",
            """
            name: e
            pipeline: evaluation
            source: {file: in.jsonl}
            mode: pairwise
            candidate: {model: student}
            baseline: {dataset: answers-1}
            judges: [{model: teacher}]
            calibration: {annotations: news, limit: 30}
            """
        );

        var uses = (await PlanAsync(spec))
            .GetProperty("uses")
            .EnumerateArray()
            .Select(use => (use.GetProperty("model").GetString(), use.GetProperty("calls").GetInt64()));

        uses.ShouldBe([("student", 2), ("teacher", 2 * (2 + 30))]);
    }

    [Fact]
    public async Task A_plan_of_a_wheel_takes_the_number_of_replies_and_says_so_without_it()
    {
        var spec = _folder.Write("w.yaml", "{name: w, pipeline: flywheel, wheel: w, teacher: {model: teacher}, judge: {model: teacher}}");

        var plan = await PlanAsync(spec, "--records", "2000", "--low-share", "0.5");

        plan.GetProperty("request").GetProperty("low").GetInt64().ShouldBe(1000);
        plan.GetProperty("request").GetProperty("drafted").GetInt64().ShouldBe(700);
        var cli = new CliHarness(new PlanCommand());
        (await RunAsync(cli, [spec])).ShouldBe(2);
        cli.Error.ShouldContain("--records");
    }

    [Theory]
    [InlineData("--records", "1M", "--low-share", "2")]
    [InlineData("--records", "1M", "--model", "nobody")]
    [InlineData("--records", "many")]
    [InlineData("--records", "1M", "--output-tokens", "-1")]
    public async Task Wrong_input_is_usage(params string[] arguments) =>
        (await RunAsync(new CliHarness(new PlanCommand()), arguments)).ShouldBe(2);

    private async Task<JsonElement> PlanAsync(params string[] arguments)
    {
        var cli = new CliHarness(new PlanCommand());
        (await RunAsync(cli, ["--json", .. arguments])).ShouldBe(0, cli.Error);
        return JsonDocument.Parse(cli.Out).RootElement;
    }

    private Task<int> RunAsync(CliHarness cli, string[] arguments)
    {
        var config = _folder.Write("distill.yaml", Models);
        return cli.RunAsync(["plan", .. arguments, "--config", config]);
    }
}
