using Distill.Core.Inference;
using Distill.Core.Samples;
using Distill.Testing.Http;

namespace Distill.Providers.Tests.Inference;

public class ShardInferenceTests
{
    [Fact]
    public async Task RunAsync_OfManyCalls_AnswersEachAndStaysWithinItsConcurrency()
    {
        await using var driver = await ShardDriver.StartAsync();

        var result = await driver.RunAsync(ShardDriver.Calls(100), driver.Request with { MaxConcurrency = 7 });

        result.Refusals.ShouldBeEmpty();
        result.Answers.Count.ShouldBe(100);
        result.Answers[("record-42", 0)].Content.ShouldBe("answer to prompt 42");
        result.Answers[("record-42", 0)].Model.ShouldBe("scripted-2026");
        driver.Server.MostInFlight.ShouldBeLessThanOrEqualTo(7);
        result.Usage.Requests.ShouldBe(100);
        result.Usage.Calls.ShouldBe(100);
    }

    [Fact]
    public async Task RunAsync_WithParameters_SendsThemAndEveryTurn()
    {
        await using var driver = await ShardDriver.StartAsync();
        var parameters = new ChatParameters
        {
            Temperature = 0.2,
            TopP = 0.9,
            MaxOutputTokens = 64,
            Seed = 7,
            ResponseFormat = "json_object",
        };
        var call = new ChatCall(
            "a",
            [Message.System("be brief"), Message.User("q1"), Message.Assistant("a1"), new Message("tool", "t1"), Message.User("q2")]
        );

        await driver.RunAsync([call], driver.Request with { Parameters = parameters });

        var body = System.Text.Json.Nodes.JsonNode.Parse(driver.Server.Requests.Single().Body)!;
        body["model"]!.GetValue<string>().ShouldBe("big-model");
        body["temperature"]!.GetValue<double>().ShouldBe(0.2, 1e-6);
        body["top_p"]!.GetValue<double>().ShouldBe(0.9, 1e-6);
        body["max_tokens"]!.GetValue<int>().ShouldBe(64);
        body["seed"]!.GetValue<long>().ShouldBe(7);
        body["response_format"]!["type"]!.GetValue<string>().ShouldBe("json_object");
        body["messages"]!
            .AsArray()
            .Select(message => message!["role"]!.GetValue<string>())
            .ShouldBe(["system", "user", "assistant", "user", "user"]);
        body["messages"]!.ToJsonString().ShouldContain("t1");
    }

    [Theory]
    [InlineData("length")]
    [InlineData("normal")]
    [InlineData("eos")]
    public async Task RunAsync_AnswerWithAnyFinishReason_IsKeptWithIt(string finish)
    {
        await using var driver = await ShardDriver.StartAsync(_ => ScriptedResponse.Answer("half an ans", finish));

        var result = await driver.RunAsync(ShardDriver.Calls("q"));

        result.Answers[("record-0", 0)].FinishReason.ShouldBe(finish);
        driver.Server.Requests.Count.ShouldBe(1);
    }
}
