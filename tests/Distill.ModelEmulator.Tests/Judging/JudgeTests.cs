using System.Text.Json.Nodes;

namespace Distill.ModelEmulator.Tests.Judging;

public sealed class JudgeTests
{
    [Theory]
    [InlineData("Paris", "Paris", 5)]
    [InlineData(" paris. ", "Paris", 5)]
    [InlineData("London", "Paris", 1)]
    [InlineData("", "Paris", 1)]
    [InlineData("{\"a\": 1, \"b\": 3}", "{\"a\":1,\"b\":2}", 3)]
    [InlineData("```json\n{\"data\":\"正面\"}\n```", "{\"data\":\"正面\"}", 5)]
    public async Task An_answer_is_scored_by_its_reference(string answer, string reference, int score)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var verdict = await JudgeAsync(
            emulator,
            $"Score from 1-5.\n<question>q</question><reference>{reference}</reference><answer>{answer}</answer>"
        );

        verdict["score"]!.GetValue<int>().ShouldBe(score);
        verdict["reason"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("请按1-10分打分。\n【问题】\n首都是哪里\n【参考回复】\n北京\n【回答】\n北京", 10)]
    [InlineData("Rate 1 to 10.\n[Question]\nwhere\n[Reference]\nhere\n[Answer]\nthere and back", 5)]
    [InlineData("Rate 0-5.\n## Question\nwhere\n## Reference answer\nhere\n## Answer\nxyz", 0)]
    public async Task Headings_and_scales_are_read(string prompt, int score)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        (await JudgeAsync(emulator, prompt))["score"]!.GetValue<int>().ShouldBe(score);
    }

    [Fact]
    public async Task The_prompt_of_distills_own_judge_is_read()
    {
        const string Prompt = """
            Score with a whole number from 1 to 5: 1 is useless or wrong, 5 is as good as the reference or better.

            <question>
            Rate it from 1-100: is this good?
            </question>

            <reference_response>
            ```json
            {"data":"正面"}
            ```
            </reference_response>

            <response>
            {"data": "正面"}
            </response>

            Answer with this JSON object only: {"score": <1-5>, "reason": "<one sentence>"}
            """;
        await using var emulator = await RunningEmulator.StartAsync();

        (await JudgeAsync(emulator, Prompt))["score"]!.GetValue<int>().ShouldBe(5);
        (await JudgeAsync(emulator, Prompt.Replace("<1-5>", "<0-20>")))["score"]!.GetValue<int>().ShouldBe(20);
    }

    [Theory]
    [InlineData("Paris", "London", "A")]
    [InlineData("London", "Paris", "B")]
    [InlineData("Paris", "paris", "same")]
    public async Task The_better_of_two_answers_wins(string a, string b, string winner)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        (await JudgeAsync(emulator, Pair(a, b)))["winner"]!.GetValue<string>().ShouldBe(winner);
    }

    [Fact]
    public async Task A_biased_judge_prefers_the_first()
    {
        await using var emulator = await RunningEmulator.StartAsync(
            new EmulatorOptions
            {
                Models =
                {
                    ["judge"] = new()
                    {
                        Kind = ModelKind.Judge,
                        Judge = new JudgeOptions { PositionBias = 0.2 },
                    },
                },
            }
        );

        (await JudgeAsync(emulator, Pair("Paris", "Paris")))["winner"]!.GetValue<string>().ShouldBe("A");
    }

    [Fact]
    public async Task A_noisy_judge_disagrees_with_itself_but_repeatably()
    {
        await using var emulator = await RunningEmulator.StartAsync(
            new EmulatorOptions
            {
                Models =
                {
                    ["judge"] = new()
                    {
                        Kind = ModelKind.Judge,
                        Judge = new JudgeOptions { Noise = 0.3 },
                    },
                },
            }
        );
        var verdicts = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            verdicts.Add((await JudgeAsync(emulator, Pair("Paris", "Paris") + $" #{i}"))["winner"]!.GetValue<string>());
        }

        verdicts.Distinct().Count().ShouldBeGreaterThan(1);
        (await JudgeAsync(emulator, Pair("Paris", "Paris") + " #0"))["winner"]!.GetValue<string>().ShouldBe(verdicts[0]);
    }

    [Fact]
    public async Task A_comparison_by_dimension_gets_a_verdict_for_each()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var verdict = await JudgeAsync(
            emulator,
            Pair("Paris", "London")
                + "\nAnswer with this JSON object only: {\"dimensions\": {\"logic\": \"<A, B or same>\", \"style\": \"<A, B or same>\"}, \"winner\": \"<A, B or same>\"}"
        );

        verdict["winner"]!.GetValue<string>().ShouldBe("A");
        verdict["dimensions"]!.AsObject().Select(one => $"{one.Key} {one.Value}").ShouldBe(["logic A", "style A"]);
    }

    [Fact]
    public async Task Each_dimension_of_a_rubric_gets_its_score()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var verdict = await JudgeAsync(
            emulator,
            "<question>q</question><reference_response>Paris</reference_response><response>Paris</response>\n"
                + "Answer with this JSON object only: {\"scores\": {\"logic\": <1-10>, \"style\": <1-10>}, \"reason\": \"<one sentence>\"}"
        );

        verdict["scores"]!.AsObject().Select(score => $"{score.Key} {score.Value}").ShouldBe(["logic 10", "style 10"]);
    }

    [Theory]
    [InlineData(0.8, "A")]
    [InlineData(-0.8, "B")]
    [InlineData(0, "same")]
    public async Task A_judge_with_a_taste_for_length_follows_it(double bias, string winner)
    {
        await using var emulator = await RunningEmulator.StartAsync(With(new JudgeOptions { LengthBias = bias }));

        var verdict = await JudgeAsync(emulator, Pair("Paris......................", "Paris"));

        verdict["winner"]!.GetValue<string>().ShouldBe(winner);
    }

    [Fact]
    public async Task Malformed_verdicts_come_at_their_rate_and_repeatably()
    {
        await using var emulator = await RunningEmulator.StartAsync(With(new JudgeOptions { MalformedRate = 0.5 }));
        var readable = 0;
        for (var i = 0; i < 40; i++)
        {
            var answer = await emulator.AskAsync("judge", Pair("Paris", "London") + $" #{i}");
            readable += answer.Contains("\"winner\":\"A\"", StringComparison.Ordinal) ? 1 : 0;
        }

        readable.ShouldBeInRange(10, 30);
    }

    [Fact]
    public async Task A_prompt_without_answer_is_refused()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        (await emulator.TryAskAsync("Who wins?", "judge")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    private static EmulatorOptions With(JudgeOptions judge) =>
        new()
        {
            Models =
            {
                ["judge"] = new() { Kind = ModelKind.Judge, Judge = judge },
            },
        };

    private static string Pair(string a, string b) =>
        $"<question>capital?</question><reference>Paris</reference><answer_a>{a}</answer_a><answer_b>{b}</answer_b>";

    private static async Task<JsonNode> JudgeAsync(RunningEmulator emulator, string prompt) =>
        JsonNode.Parse(await emulator.AskAsync("judge", prompt))!;
}
