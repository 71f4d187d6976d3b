using System.Net.Sockets;
using System.Text;
using Distill.Testing.Http;

namespace Distill.Api.Tests.Gateway;

public class HostileCallerTests
{
    private const string Chat = """{"model":"teacher","messages":[{"role":"user","content":"hi"}]}""";

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\u0000\\n\\\"")]
    public async Task TextsThatAreNone_AndFieldsThatAreThereTwice_DoNotStopTheLog(string text)
    {
        await using var server = RawModelServer.Start(
            RawModelServer.Head("application/json"),
            $$"""{"id":"c","{{text}}":"{{text}}","usage":{"{{text}}":1} }"""
        );
        await using var gateway = await GatewayDriver.StartAsync([("teacher", server.Endpoint)], ("Gateway:Log:MaskPersonalData", "true"));

        using var odd = await gateway.PostAsync(
            $$"""{"model":"teacher","a":1,"a":"{{text}}","b":{"{{text}}":2 },"messages":[{"role":"user","content":"{{text}}"}]}"""
        );
        using var plain = await gateway.PostAsync(Chat);

        odd.IsSuccessStatusCode.ShouldBeTrue();
        plain.IsSuccessStatusCode.ShouldBeTrue();
        (await gateway.StopAndReadAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task AUserThatIsNoText_IsHashedInTheLogAllTheSame()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync([("teacher", server.Endpoint)]);

        using var number = await gateway.AskAsync("hi", "teacher", ""","user":4711""");
        using var fields = await gateway.AskAsync("hi", "teacher", ""","user":{"id":"ada"}""");

        foreach (var line in await gateway.StopAndReadAsync())
        {
            line.GetProperty("user").GetString()!.Length.ShouldBe(32);
            line.GetRawText().ShouldNotContain("4711");
            line.GetRawText().ShouldNotContain("ada");
        }
    }

    [Fact]
    public async Task ANameOfAModelThatIsEndlessOrHasANul_IsNotFound()
    {
        await using var gateway = await GatewayDriver.StartAsync([]);
        foreach (var name in (string[])["a\\u0000b", new string('x', 100_000)])
        {
            using var response = await gateway.AskAsync("hi", name);

            ((int)response.StatusCode).ShouldBe(404);
            (await response.Content.ReadAsStringAsync(GatewayDriver.Cancel)).Length.ShouldBeLessThan(1000);
        }
    }

    [Fact]
    public async Task HeadersThatNoClientCouldPassOn_AreLeftOut_AndDoNotCountAsTheModelsFailure()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync([("teacher", server.Endpoint)]);

        var answer = await SendAsync(
            gateway,
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nOpenAI-Project: \u00c3\u00a9\r\nContent-Length: {Chat.Length}\r\n\r\n{Chat}"
        );

        answer.ShouldStartWith("HTTP/1.1 200");
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("/v1/feedback", "Content-Type: application/json\r\nContent-Length: 9999999\r\n\r\n", "413")]
    [InlineData("/v1/feedback", "Content-Length: 2\r\n\r\n{}", "415")]
    [InlineData("/v1/chat/completions", "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"mod\r\nzz\r\n", "400")]
    [InlineData("/v1/chat/completions", "Content-Length: 7\r\n\r\n{\"a\":\u00ff}", "400")]
    [InlineData("/v1/chat/completions", "Content-Length: 9999999999\r\n\r\n", "413")]
    [InlineData("/v1/chat/completions", "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n", "413")]
    public async Task ABodyThatIsNone_IsRefusedInOpenAIsShape(string path, string rest, string status)
    {
        await using var gateway = await GatewayDriver.StartAsync(
            [("teacher", new Uri("http://127.0.0.1:1/v1"))],
            ("Gateway:MaxRequestBytes", "1024")
        );

        var answer = await SendAsync(
            gateway,
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{rest}{(rest.Contains("fffffff", StringComparison.Ordinal) ? new string('x', 5000) : "")}"
        );

        answer.ShouldStartWith($"HTTP/1.1 {status}");
        answer.ShouldContain("{\"error\":{\"message\":");
    }

    [Fact]
    public async Task ABodyInChunksOfAByte_IsRead()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync([("teacher", server.Endpoint)]);
        var chunks = string.Concat(Chat.Select(letter => $"1\r\n{letter}\r\n"));

        var answer = await SendAsync(
            gateway,
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n"
        );

        answer.ShouldStartWith("HTTP/1.1 200");
        server.Requests.Single().Body.ShouldContain("\"teacher-model\"");
    }

    // The first packet of the answer, which holds a small one as a whole.
    private static async Task<string> SendAsync(GatewayDriver gateway, string request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(gateway.Host.Address.Host, gateway.Host.Address.Port, GatewayDriver.Cancel);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request), GatewayDriver.Cancel);
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (!Encoding.UTF8.GetString(buffer, 0, length).Contains("}}", StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), GatewayDriver.Cancel);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
