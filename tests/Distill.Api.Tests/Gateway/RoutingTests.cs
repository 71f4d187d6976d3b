using System.Net;
using System.Text.Json;
using Distill.Core.Gateway;
using Distill.Core.Storage;
using Distill.LocalHost.Hosting;
using Distill.Testing.Http;

namespace Distill.Api.Tests.Gateway;

public class RoutingTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task AnOverloadedOrFailingModel_IsPassedOver(int status)
    {
        await using var failing = await ScriptedModelServer.StartAsync(_ => ScriptedResponse.Error(status));
        await using var spare = await ScriptedModelServer.StartAsync();
        await using var gateway = await WithFallbackAsync(failing.Endpoint, spare.Endpoint);

        using var response = await gateway.AskAsync("hi");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        failing.Requests.Count.ShouldBe(1);
        var line = (await gateway.StopAndReadAsync()).Single();
        line.GetProperty("target").GetString().ShouldBe("second");
        line.GetProperty("failed_target").GetString().ShouldBe("first", "a failing canary must not look healthy behind its fallback");
    }

    [Fact]
    public async Task AModelThatCannotBeReached_IsPassedOver()
    {
        await using var spare = await ScriptedModelServer.StartAsync();
        await using var gateway = await WithFallbackAsync(new Uri("http://127.0.0.1:1/v1"), spare.Endpoint);

        using var response = await gateway.AskAsync("hi");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AnErrorOfTheRequest_IsTheCallers_AndAsksNobodyElse()
    {
        await using var strict = await ScriptedModelServer.StartAsync(_ => ScriptedResponse.Error(400, "context_length_exceeded"));
        await using var spare = await ScriptedModelServer.StartAsync();
        await using var gateway = await WithFallbackAsync(strict.Endpoint, spare.Endpoint);

        using var response = await gateway.AskAsync("hi");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await GatewayDriver.JsonAsync(response)).GetProperty("error").GetProperty("code").GetString().ShouldBe("context_length_exceeded");
        spare.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhenNobodyAnswers_TheCallerLearnsItInOpenAIsShape()
    {
        var nowhere = new Uri("http://127.0.0.1:1/v1");
        await using var gateway = await WithFallbackAsync(nowhere, nowhere);

        using var response = await gateway.AskAsync("hi");

        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        var error = (await GatewayDriver.JsonAsync(response)).GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("upstream_unreachable");
        error.GetProperty("type").GetString().ShouldBe("server_error");
        var line = (await gateway.StopAndReadAsync()).ShouldHaveSingleItem();
        line.GetProperty("error").GetString().ShouldBe("upstream_unreachable");
        line.TryGetProperty("response", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task AShadow_GetsACopy_AndItsAnswerIsLoggedOnly_HoweverSlowOrBrokenItIs()
    {
        var hold = new TaskCompletionSource();
        await using var online = await ScriptedModelServer.StartAsync();
        await using var slow = await ScriptedModelServer.StartAsync(_ =>
            ScriptedResponse.Answer("of the shadow") with
            {
                After = hold.Task,
            }
        );
        await using var gateway = await GatewayDriver.StartAsync(
            [("first", online.Endpoint), ("second", slow.Endpoint), ("gone", new Uri("http://127.0.0.1:1/v1"))],
            ("Gateway:Aliases:online:Targets:0:Model", "first"),
            ("Gateway:Aliases:online:Shadows:0:Model", "second"),
            ("Gateway:Aliases:online:Shadows:1:Model", "gone")
        );

        using var response = await gateway.AskAsync("hi");

        (await response.Content.ReadAsStringAsync(GatewayDriver.Cancel)).ShouldContain("answer to hi");
        var asid = response.Headers.GetValues("x-distill-asid").Single();
        hold.SetResult();
        var lines = await WaitForLinesAsync(gateway, 3);
        var shadow = lines.Single(line => line.GetProperty("target").GetString() == "second");
        shadow.GetProperty("shadow_of").GetString().ShouldBe(asid);
        shadow.GetProperty("asid").GetString().ShouldNotBe(asid);
        shadow.GetRawText().ShouldContain("of the shadow");
        lines
            .Single(line => line.GetProperty("target").GetString() == "gone")
            .GetProperty("error")
            .GetString()
            .ShouldBe("upstream_unreachable");
        lines.Single(line => line.GetProperty("target").GetString() == "first").TryGetProperty("shadow_of", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task AnAliasOfTheStore_TakesThePlaceOfTheConfiguredOne_WhileTheHostRuns()
    {
        await using var first = await ScriptedModelServer.StartAsync(_ => ScriptedResponse.Answer("first"));
        await using var second = await ScriptedModelServer.StartAsync(_ => ScriptedResponse.Answer("second"));
        await using var gateway = await GatewayDriver.StartAsync(
            [("first", first.Endpoint), ("second", second.Endpoint)],
            ("Gateway:Aliases:online:Targets:0:Model", "first"),
            ("Gateway:AliasRefreshSeconds", "0.1")
        );
        (await AnswerAsync()).ShouldBe("first");

        await gateway
            .Service<IAliasStore>()
            .AddAsync(new ModelAlias { Name = "online", Targets = [new AliasTarget { Model = "second" }] }, GatewayDriver.Cancel);

        // Noticed beside the requests, so it is the first answer that is asked for often enough.
        while (await AnswerAsync() != "second")
        {
            GatewayDriver.Cancel.ThrowIfCancellationRequested();
        }

        async Task<string?> AnswerAsync()
        {
            using var response = await gateway.AskAsync("hi");
            var answer = await GatewayDriver.JsonAsync(response);
            return answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
        }
    }

    [Fact]
    public async Task Models_ListsAliasesAndConfiguredModels()
    {
        await using var gateway = await WithFallbackAsync(new Uri("http://127.0.0.1:1/v1"), new Uri("http://127.0.0.1:1/v1"));

        using var response = await gateway.Client.GetAsync("/v1/models", GatewayDriver.Cancel);

        var list = await GatewayDriver.JsonAsync(response);
        list.GetProperty("object").GetString().ShouldBe("list");
        list.GetProperty("data")
            .EnumerateArray()
            .Select(model => model.GetProperty("id").GetString())
            .ShouldBe(["first", "online", "second"]);
    }

    [Fact]
    public async Task AConfiguredAliasOfAnUnknownModel_KeepsTheHostFromStarting_AndIsNamed()
    {
        var failure = await Should.ThrowAsync<LocalHostException>(() =>
            GatewayDriver.StartAsync([("first", new Uri("http://127.0.0.1:1/v1"))], ("Gateway:Aliases:online:Targets:0:Model", "frist"))
        );

        failure.Message.ShouldContain("Gateway:Aliases:online:Targets:0:Model 'frist' is no configured model");
    }

    private static Task<GatewayDriver> WithFallbackAsync(Uri first, Uri second) =>
        GatewayDriver.StartAsync(
            [("first", first), ("second", second)],
            ("Gateway:Aliases:online:Targets:0:Model", "first"),
            ("Gateway:Aliases:online:Fallbacks:0:Model", "second")
        );

    // The shadows' calls end beside the request, so the log is looked at until they are there.
    private static async Task<IReadOnlyList<JsonElement>> WaitForLinesAsync(GatewayDriver gateway, int count)
    {
        while (true)
        {
            GatewayDriver.Cancel.ThrowIfCancellationRequested();
            var lines = gateway.ReadLog();
            if (lines.Count == count)
            {
                return lines;
            }

            await Task.Delay(20, GatewayDriver.Cancel);
        }
    }
}
