using System.IO.Compression;
using System.Net;
using System.Text;
using Distill.Testing.Http;

namespace Distill.Api.Tests.Gateway;

public class OddPlatformTests
{
    private const string Completion =
        """{"id":"c1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}""";

    [Fact]
    public async Task AStreamWithCrLfAndCommentsInPiecesOfAByte_AndNoDone_IsPassedOnWhole()
    {
        var events =
            ": keep-alive\r\n\r\nevent: message\r\nid: 7\r\ndata:{\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Bon\"}}]}\r\n\r\n"
            + "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"jour\"},\"finish_reason\":\"stop\"}]}";
        await using var model = RawModelServer.Start([
            RawModelServer.Head("text/event-stream"),
            .. events.Select(letter => letter.ToString()),
        ]);
        await using var gateway = await GatewayDriver.StartAsync([("teacher", model.Endpoint)]);

        using var response = await gateway.AskAsync("hi", "teacher", ""","stream":true""");

        var asid = response.Headers.GetValues("x-distill-asid").Single();
        (await response.Content.ReadAsStringAsync(GatewayDriver.Cancel)).ShouldBe(
            events.Replace("\"c1\"", $"\"{asid}\"", StringComparison.Ordinal)
        );
        var line = (await gateway.StopAndReadAsync()).ShouldHaveSingleItem();
        line.GetProperty("response")
            .GetProperty("choices")[0]
            .GetProperty("message")
            .GetProperty("content")
            .GetString()
            .ShouldBe("Bonjour");
        line.TryGetProperty("error", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task AnAnswerThatIsCompressedUnasked_IsReadAllTheSame(string encoding)
    {
        await using var model = RawModelServer.Start([
            Encoding.Latin1.GetBytes(RawModelServer.Head("application/json", $"Content-Encoding: {encoding}\r\n")),
            Compressed(encoding),
        ]);
        await using var gateway = await GatewayDriver.StartAsync([("teacher", model.Endpoint)]);

        using var response = await gateway.AskAsync("hi", "teacher");

        (await GatewayDriver.JsonAsync(response)).GetProperty("usage").GetProperty("prompt_tokens").GetInt32().ShouldBe(3);
        var line = (await gateway.StopAndReadAsync()).ShouldHaveSingleItem();
        line.GetProperty("usage").GetRawText().ShouldBe("""{"input":3,"output":2}""");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\":")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\nnot gzip at all")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: zstd\r\nConnection: close\r\n\r\nwhat")]
    [InlineData("no HTTP\r\n\r\n")]
    public async Task AnAnswerThatCannotBeRead_IsA502_AndAnotherModelMayAnswer(string answer)
    {
        await using var model = RawModelServer.Start(answer);
        await using var spare = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync(
            [("odd", model.Endpoint), ("spare", spare.Endpoint)],
            ("Gateway:Aliases:online:Targets:0:Model", "odd"),
            ("Gateway:Aliases:online:Fallbacks:0:Model", "spare")
        );

        using var alone = await gateway.AskAsync("hi", "odd");
        using var helped = await gateway.AskAsync("hi");

        alone.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        helped.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task HeadersThatNoServerCouldPassOn_AreLeftOut()
    {
        await using var model = RawModelServer.Start(
            RawModelServer.Head("application/json", "x-request-id: \u00e9t\u00e9\r\nopenai-version: 1\r\n"),
            Completion
        );
        await using var gateway = await GatewayDriver.StartAsync([("teacher", model.Endpoint)]);

        using var response = await gateway.AskAsync("hi", "teacher");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.Contains("x-request-id").ShouldBeFalse();
        response.Headers.GetValues("openai-version").Single().ShouldBe("1");
    }

    [Fact]
    public async Task AnAnswerInBytesThatAreNoText_IsReturnedAsItIs_AndLoggedAsText()
    {
        await using var model = RawModelServer.Start(RawModelServer.Head("application/json"), "{\"id\":\"c1\",\"x\":\"\u00ff\u00fe\"}");
        await using var gateway = await GatewayDriver.StartAsync([("teacher", model.Endpoint)]);

        using var response = await gateway.AskAsync("hi", "teacher");

        (await response.Content.ReadAsByteArrayAsync(GatewayDriver.Cancel)).ShouldContain((byte)0xff);
        (await gateway.StopAndReadAsync()).ShouldHaveSingleItem().GetProperty("response").GetString()!.ShouldContain("\ufffd");
    }

    [Fact]
    public async Task AShadowThatIsLostOnTheWay_IsLoggedAsAFailure()
    {
        var chunk = "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"}}]}\n\n";
        await using var model = await ScriptedModelServer.StartAsync();
        await using var shadow = RawModelServer.Start(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n",
            $"{chunk.Length:x}\r\n{chunk}\r\n"
        );
        await using var gateway = await GatewayDriver.StartAsync(
            [("teacher", model.Endpoint), ("shadow", shadow.Endpoint)],
            ("Gateway:Aliases:online:Targets:0:Model", "teacher"),
            ("Gateway:Aliases:online:Shadows:0:Model", "shadow"),
            ("Gateway:Log:FlushMilliseconds", "1")
        );

        using var response = await gateway.AskAsync("hi");

        while (gateway.ReadLog().Count < 2)
        {
            await Task.Delay(10, GatewayDriver.Cancel);
        }

        var line = gateway.ReadLog().Single(one => one.TryGetProperty("shadow_of", out _));
        line.GetProperty("error").GetString().ShouldBe("upstream_connection_lost");
    }

    private static byte[] Compressed(string encoding)
    {
        using var bytes = new MemoryStream();
        using (
            Stream stream =
                encoding == "gzip" ? new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true)
                : encoding == "br" ? new BrotliStream(bytes, CompressionMode.Compress, leaveOpen: true)
                : new ZLibStream(bytes, CompressionMode.Compress, leaveOpen: true)
        )
        {
            stream.Write(Encoding.UTF8.GetBytes(Completion));
        }

        return bytes.ToArray();
    }
}
