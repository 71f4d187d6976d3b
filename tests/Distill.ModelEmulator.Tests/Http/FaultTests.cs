using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Distill.ModelEmulator.Tests.Http;

public sealed class FaultTests
{
    private const string Choice = "Answer ```json\n{\"data\":\"yes|no\"}\n``` only.";

    [Fact]
    public async Task Faults_hit_their_share_of_requests_and_the_same_ones_each_time()
    {
        var faults = new FaultOptions
        {
            TooManyRequestsRate = 0.2,
            ServerErrorRate = 0.2,
            UnavailableRate = 0.1,
        };

        var first = await StatusesAsync(faults, 200);
        var second = await StatusesAsync(faults, 200);

        second.ShouldBe(first);
        first.Count(status => status == 429).ShouldBeInRange(25, 55);
        first.Count(status => status == 500).ShouldBeInRange(25, 55);
        first.Count(status => status == 503).ShouldBeInRange(8, 35);
    }

    [Fact]
    public async Task A_429_says_when_to_come_again()
    {
        await using var emulator = await StartAsync(new FaultOptions { TooManyRequestsRate = 1, RetryAfterSeconds = 3 });

        var response = await emulator.TryAskAsync("x");

        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(3));
        (await response.Content.ReadAsStringAsync()).ShouldContain("rate_limit_exceeded");
        (await emulator.StatsAsync())["throttled"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_hanging_request_never_answers()
    {
        var time = new FakeTimeProvider();
        await using var emulator = await StartAsync(new FaultOptions { HangRate = 1, HangSeconds = 30 }, time);
        var hanging = emulator.TryAskAsync("x");

        await Should.ThrowAsync<HttpRequestException>(AdvanceUntilAsync(time, hanging));

        (await emulator.StatsAsync())["abandoned"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_truncated_answer_ends_for_length()
    {
        await using var emulator = await StartAsync(new FaultOptions { TruncationRate = 1 });

        var body = await emulator.PostOkAsync("chat/completions", RunningEmulator.Chat("m", Choice));

        body["choices"]![0]!["finish_reason"]!.GetValue<string>().ShouldBe("length");
        body["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldNotContain("}");
    }

    [Fact]
    public async Task A_malformed_answer_has_lost_its_form()
    {
        await using var emulator = await StartAsync(new FaultOptions { MalformedRate = 1 });

        for (var i = 0; i < 3; i++)
        {
            var answer = (await emulator.AskAsync("m", Choice)).Replace("```json", "").Replace("```", "");
            Should.Throw<System.Text.Json.JsonException>(() => JsonNode.Parse(answer));
        }
    }

    [Fact]
    public async Task A_filtered_word_is_refused()
    {
        await using var emulator = await StartAsync(new FaultOptions { ContentFilter = ["forbidden"] });

        var response = await emulator.TryAskAsync("a Forbidden thing");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"code\":\"content_filter\"");
        (await emulator.TryAskAsync("an allowed thing")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await emulator.StatsAsync())["refused"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_takes_the_latency_of_its_model()
    {
        var time = new FakeTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(
            new EmulatedModelOptions
            {
                Latency = new LatencyOptions { MeanMilliseconds = 2_000, TokensPerSecond = 10 },
            },
            time
        );
        var start = time.GetTimestamp();

        await AdvanceUntilAsync(time, emulator.TryAskAsync(Choice));

        time.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Requests_over_the_limit_wait_for_the_window_to_slide()
    {
        var time = new FakeTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(new EmulatedModelOptions { RequestsPerMinute = 2 }, time);

        var first = await emulator.TryAskAsync("a");
        first.Headers.GetValues("x-ratelimit-remaining-requests").ShouldBe(["1"]);
        time.Advance(TimeSpan.FromSeconds(20));
        (await emulator.TryAskAsync("b")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await emulator.TryAskAsync("c");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(40));
        refused.Headers.GetValues("x-ratelimit-limit-requests").ShouldBe(["2"]);
        time.Advance(TimeSpan.FromSeconds(40));
        (await emulator.TryAskAsync("c")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await emulator.TryAskAsync("d")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Tokens_over_the_limit_are_refused()
    {
        var time = new FakeTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(new EmulatedModelOptions { TokensPerMinute = 100 }, time);
        var long60 = new string('汉', 57);

        (await emulator.TryAskAsync(long60)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await emulator.TryAskAsync(long60)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        time.Advance(TimeSpan.FromSeconds(61));
        (await emulator.TryAskAsync(long60)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<RunningEmulator> StartAsync(FaultOptions faults, TimeProvider? time = null) =>
        RunningEmulator.StartAsync(new EmulatedModelOptions { Faults = faults }, time);

    private static async Task<List<int>> StatusesAsync(FaultOptions faults, int count)
    {
        await using var emulator = await StartAsync(faults);
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            statuses.Add((int)(await emulator.TryAskAsync($"question {i}")).StatusCode);
        }

        return statuses;
    }

    // The server reaches its pause some time after the request was sent; the clock is moved until the answer is there.
    private static async Task<HttpResponseMessage> AdvanceUntilAsync(FakeTimeProvider time, Task<HttpResponseMessage> response)
    {
        while (!response.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await response;
    }
}
