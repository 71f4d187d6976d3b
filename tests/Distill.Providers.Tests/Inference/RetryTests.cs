using Distill.Testing.Http;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Providers.Tests.Inference;

public class RetryTests
{
    private static readonly (string, string) AtOnce = ("retry-after-ms", "1");

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(425)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(529)]
    public async Task RunAsync_OnATransientStatus_AsksAgain(int status)
    {
        await using var driver = await ShardDriver.StartAsync(request =>
            request.Attempt == 1 ? ScriptedResponse.Error(status, headers: AtOnce) : ScriptedResponse.Answer("fine")
        );

        var result = await driver.RunAsync(ShardDriver.Calls("q"));

        result.Answers[("record-0", 0)].Content.ShouldBe("fine");
        result.Usage.Requests.ShouldBe(2);
        result.Usage.Throttled.ShouldBe(0);
        result.Usage.InputTokens.ShouldBe(10);
    }

    [Fact]
    public async Task RunAsync_OnEveryLongThrottling_GoesOnBeyondTheCapOfServerErrors()
    {
        await using var driver = await ShardDriver.StartAsync(request =>
            request.Attempt <= 20 ? ScriptedResponse.Error(429, "rate_limit_exceeded", headers: AtOnce) : ScriptedResponse.Answer("fine")
        );

        var result = await driver.RunAsync(ShardDriver.Calls("q"));

        result.Answers.Count.ShouldBe(1);
        result.Usage.Throttled.ShouldBe(20);
        result.Usage.Requests.ShouldBe(21);
    }

    [Fact]
    public async Task RunAsync_WhenTheConnectionBreaksInTheAnswer_AsksAgain()
    {
        await using var driver = await ShardDriver.StartAsync(request =>
            request.Attempt == 1 ? ScriptedResponse.Answer("lost on the way") with { CutAt = 40 } : ScriptedResponse.Answer("fine")
        );

        var result = await driver.RunAsync(ShardDriver.Calls("q"));

        result.Answers[("record-0", 0)].Content.ShouldBe("fine");
    }

    [Fact]
    public async Task RunAsync_WhenNoAnswerComesInTime_AsksAgain()
    {
        var never = new TaskCompletionSource();
        await using var driver = await ShardDriver.StartAsync(request =>
            ScriptedResponse.Answer("fine") with
            {
                After = request.Attempt == 1 ? never.Task : Task.CompletedTask,
            }
        );
        driver.Model = driver.Model with { TimeoutSeconds = 0.2 };

        var result = await driver.RunAsync(ShardDriver.Calls("q"));

        result.Answers.Count.ShouldBe(1);
        result.Usage.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task RunAsync_OnAnAnswerThatIsNoCompletion_AsksAgain()
    {
        await using var driver = await ShardDriver.StartAsync(request =>
            request.Attempt == 1 ? new ScriptedResponse { Body = "<html>" } : ScriptedResponse.Answer("fine")
        );

        (await driver.RunAsync(ShardDriver.Calls("q"))).Answers.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_OnErrorsWithoutEnd_RefusesTheCallAndAsksItAgainInTheNextRun()
    {
        await using var driver = await ShardDriver.StartAsync(
            request => request.Prompt == "bad" ? ScriptedResponse.Error(500, headers: AtOnce) : ScriptedResponse.Answer("fine"),
            settings: ("Inference:MaxAttempts", "3")
        );

        var first = await driver.RunAsync(ShardDriver.Calls("bad", "good"));
        var second = await driver.RunAsync(ShardDriver.Calls("bad", "good"));

        first.Refusals[("record-0", 0)].Reason.ShouldBe("server_error");
        first.Answers.Count.ShouldBe(1);
        second.Usage.Requests.ShouldBe(3);
        driver.Server.AskedFor("bad").ShouldBe(6);
        driver.Server.AskedFor("good").ShouldBe(1);
    }

    [Theory]
    [InlineData("Retry-After", "30", 30)]
    [InlineData("retry-after-ms", "45000", 45)]
    [InlineData("Retry-After", "Thu, 01 Jan 2026 00:00:20 GMT", 20)]
    public async Task RunAsync_WhenTheProviderSaysWhen_WaitsUntilThen(string header, string value, int seconds)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var time = new FakeTimeProvider(start);
        DateTimeOffset? askedAgain = null;
        await using var driver = await ShardDriver.StartAsync(
            request =>
            {
                askedAgain = request.Attempt == 2 ? time.GetUtcNow() : null;
                return request.Attempt == 1 ? ScriptedResponse.Error(429, headers: (header, value)) : ScriptedResponse.Answer("fine");
            },
            time
        );
        driver.Model = driver.Model with { TimeoutSeconds = 80_000 };

        var run = driver.RunAsync(ShardDriver.Calls("q"));
        await time.AdvanceUntilAsync(run, step: TimeSpan.FromSeconds(1));

        (await run).Answers.Count.ShouldBe(1);
        askedAgain!.Value.ShouldBeGreaterThanOrEqualTo(start.AddSeconds(seconds));
    }

    [Fact]
    public async Task RunAsync_WhenTheDeadlineComesBeforeTheRetry_RefusesAtOnce()
    {
        await using var driver = await ShardDriver.StartAsync(_ => ScriptedResponse.Error(429, headers: ("Retry-After", "3600")));

        var result = await driver.RunAsync(ShardDriver.Calls(3), driver.Request with { Deadline = DateTimeOffset.UtcNow.AddMinutes(10) });

        result.Refusals.Values.ShouldAllBe(refusal => refusal.Reason == "deadline");
        result.Refusals.Count.ShouldBe(3);
        result.Usage.Refused.ShouldBe(3);
    }

    [Fact]
    public async Task RunAsync_WhenTheDeadlineHasPassed_SendsNothing()
    {
        await using var driver = await ShardDriver.StartAsync();

        var result = await driver.RunAsync(ShardDriver.Calls(3), driver.Request with { Deadline = DateTimeOffset.UtcNow.AddMinutes(-1) });

        result.Refusals.Count.ShouldBe(3);
        driver.Server.Requests.ShouldBeEmpty();
    }
}
