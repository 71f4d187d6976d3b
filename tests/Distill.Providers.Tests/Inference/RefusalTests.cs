using Distill.Testing.Http;

namespace Distill.Providers.Tests.Inference;

public class RefusalTests
{
    [Theory]
    [InlineData(400, "content_filter", "blocked", "content_filter")]
    [InlineData(400, "", "The response was filtered by Azure OpenAI's content management policy.", "content_filter")]
    [InlineData(400, "context_length_exceeded", "too long", "context_length")]
    [InlineData(400, "BadRequestError", "This model's maximum context length is 4096 tokens.", "context_length")]
    [InlineData(400, "invalid_value", "nonsense", "invalid_request")]
    [InlineData(413, "", "too large", "invalid_request")]
    [InlineData(422, "", "unprocessable", "invalid_request")]
    public async Task RunAsync_OnARefusal_RejectsThatCallAloneAndDoesNotAskItAgain(int status, string code, string message, string reason)
    {
        await using var driver = await ShardDriver.StartAsync(request =>
            request.Prompt == "bad" ? ScriptedResponse.Error(status, code, message) : ScriptedResponse.Answer("fine")
        );

        await driver.RunAsync(ShardDriver.Calls("bad", "good"));
        var result = await driver.RunAsync(ShardDriver.Calls("bad", "good"));

        result.Refusals[("record-0", 0)].Reason.ShouldBe(reason);
        result.Refusals[("record-0", 0)].Message.ShouldContain(message);
        result.Answers.Keys.ShouldBe([("record-1", 0)]);
        result.Usage.Journaled.ShouldBe(2);
        driver.Server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task RunAsync_OnAnAnswerCutForItsContent_RefusesButCountsWhatItCost()
    {
        await using var driver = await ShardDriver.StartAsync(_ => ScriptedResponse.Answer("I would", "content_filter"));

        var first = await driver.RunAsync(ShardDriver.Calls("q"));
        var second = await driver.RunAsync(ShardDriver.Calls("q"));
        var other = await driver.RunAsync(ShardDriver.Calls("q"), driver.Request with { JournalPath = "runs/r2/journal/0.jsonl" });

        first.Refusals.Values.Single().Reason.ShouldBe("content_filter");
        first.Usage.InputTokens.ShouldBe(10);
        second.Refusals.Count.ShouldBe(1);
        second.Usage.Requests.ShouldBe(0);
        other.Usage.CacheHits.ShouldBe(0);
    }
}
