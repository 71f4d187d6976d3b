using System.Text.Json;
using Distill.Testing.Http;

namespace Distill.Api.Tests.Gateway;

public class StreamingTests
{
    [Fact]
    public async Task EachChunk_ReachesTheCaller_BeforeTheNextOneIsThere_UnderTheAsid()
    {
        await using var model = await StreamingModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync([("teacher", model.Endpoint)]);
        model.Send(StreamingModelServer.Chunk("""{"role":"assistant","content":""}"""));

        using var response = await gateway.AskAsync("hi", "teacher", ""","stream":true""");

        var asid = response.Headers.GetValues("x-distill-asid").Single();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(GatewayDriver.Cancel));
        (await ReadDataAsync(reader)).ShouldContain($"\"id\":\"{asid}\"");
        foreach (var text in (string[])["Bon", "jour"])
        {
            model.Send(StreamingModelServer.Chunk($$"""{"content":"{{text}}"}"""));
            (await ReadDataAsync(reader)).ShouldContain($"\"content\":\"{text}\"");
        }

        model.Send(StreamingModelServer.Chunk("{}", "\"stop\"") + "data: [DONE]\n\n");
        model.End();
        (await reader.ReadToEndAsync(GatewayDriver.Cancel)).ShouldEndWith("data: [DONE]\n\n");
        var line = (await gateway.StopAndReadAsync()).ShouldHaveSingleItem();
        line.GetProperty("first_token_ms").GetDouble().ShouldBeGreaterThan(0);
        line.GetProperty("usage").GetProperty("estimated").GetBoolean().ShouldBeTrue();
        line.GetProperty("response")
            .GetRawText()
            .ShouldBe(
                """{"id":"chatcmpl-9","object":"chat.completion","created":1700000000,"model":"m-1","choices":[{"index":0,"message":{"role":"assistant","content":"Bonjour"},"finish_reason":"stop"}]}"""
            );
    }

    [Fact]
    public async Task ACallerWhoLeaves_EndsTheCallOfTheModel_AndWhatHadComeIsLogged()
    {
        await using var model = await StreamingModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync([("teacher", model.Endpoint)]);
        model.Send(StreamingModelServer.Chunk("""{"content":"half"}"""));
        using (var response = await gateway.AskAsync("hi", "teacher", ""","stream":true"""))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(GatewayDriver.Cancel));
            await ReadDataAsync(reader);
        }

        await model.CallerLeft.WaitAsync(TimeSpan.FromSeconds(30), GatewayDriver.Cancel);

        var line = (await gateway.StopAndReadAsync()).ShouldHaveSingleItem();
        line.GetProperty("status").GetInt32().ShouldBe(499);
        line.GetProperty("error").GetString().ShouldBe("client_closed_request");
        line.GetProperty("response").GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString().ShouldBe("half");
    }

    [Fact]
    public async Task AModelThatIsLostOnTheWay_EndsTheStreamWithAnErrorThatClientsRead()
    {
        await using var model = await StreamingModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync([("teacher", model.Endpoint)]);
        model.Send(StreamingModelServer.Chunk("""{"content":"half"}"""));
        using var response = await gateway.AskAsync("hi", "teacher", ""","stream":true""");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(GatewayDriver.Cancel));
        await ReadDataAsync(reader);

        model.Break();

        var error = await ReadDataAsync(reader);
        JsonDocument.Parse(error).RootElement.GetProperty("error").GetProperty("code").GetString().ShouldBe("upstream_connection_lost");
        var line = (await gateway.StopAndReadAsync()).ShouldHaveSingleItem();
        line.GetProperty("error").GetString().ShouldBe("upstream_connection_lost");
    }

    [Fact]
    public async Task AModelThatSaysNothing_IsGivenUp_BeforeTheFirstByte_AndTheFallbackAnswers()
    {
        await using var silent = await StreamingModelServer.StartAsync();
        await using var fallback = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync(
            [("silent", silent.Endpoint), ("spare", fallback.Endpoint)],
            ("Models:silent:TimeoutSeconds", "0.2"),
            ("Gateway:Aliases:online:Targets:0:Model", "silent"),
            ("Gateway:Aliases:online:Fallbacks:0:Model", "spare")
        );

        using var response = await gateway.AskAsync("hi");

        (await GatewayDriver.JsonAsync(response))
            .GetProperty("choices")[0]
            .GetProperty("message")
            .GetProperty("content")
            .GetString()
            .ShouldBe("answer to hi");
        silent.Asked.IsCompleted.ShouldBeTrue();
    }

    private static async Task<string> ReadDataAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(GatewayDriver.Cancel) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return line["data: ".Length..];
            }
        }

        throw new InvalidOperationException("The stream has ended.");
    }
}
