using System.Net;
using Distill.Testing.Http;

namespace Distill.Api.Tests.Gateway;

public class GatewayTests
{
    [Fact]
    public async Task ARequest_ReachesTheModelByteForByte_ButForTheModelsName()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync(
            [("teacher", server.Endpoint)],
            ("Gateway:Aliases:online:Targets:0:Model", "teacher")
        );
        const string Body = """
            { "unknown" : {"a": [1, 2.50, "é\u00e9"]},
              "model": "online", "messages": [ {"role":"user","content":"hi"} ], "seed":1e3 }
            """;

        using var response = await gateway.PostAsync(Body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Requests.Single().Body.ShouldBe(Body.Replace("\"online\"", "\"teacher-model\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnAnswer_CarriesItsAsid_InHeaderAndId_AndIsLogged()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync(
            [("teacher", server.Endpoint)],
            ("Gateway:Aliases:online:Targets:0:Model", "teacher"),
            ("Gateway:Aliases:online:Targets:0:Version", "ft:7")
        );

        using var response = await gateway.AskAsync("hi", rest: ",\n\"user\":\"ada@example.com\"");

        var asid = response.Headers.GetValues("x-distill-asid").Single();
        var answer = await GatewayDriver.JsonAsync(response);
        answer.GetProperty("id").GetString().ShouldBe(asid);
        var line = (await gateway.StopAndReadAsync()).ShouldHaveSingleItem();
        line.GetProperty("asid").GetString().ShouldBe(asid);
        line.GetProperty("alias").GetString().ShouldBe("online");
        line.GetProperty("target").GetString().ShouldBe("teacher");
        line.GetProperty("model").GetString().ShouldBe("ft:7");
        line.GetProperty("version").GetString().ShouldBe("ft:7");
        line.GetProperty("status").GetInt32().ShouldBe(200);
        line.GetProperty("stream").GetBoolean().ShouldBeFalse();
        line.GetProperty("usage").GetRawText().ShouldBe("""{"input":10,"output":5}""");
        line.GetProperty("latency_ms").GetDouble().ShouldBeGreaterThan(0);
        line.GetProperty("request").GetProperty("messages")[0].GetProperty("content").GetString().ShouldBe("hi");
        line.GetProperty("response")
            .GetProperty("choices")[0]
            .GetProperty("message")
            .GetProperty("content")
            .GetString()
            .ShouldBe("answer to hi");
        line.GetProperty("user").GetString()!.Length.ShouldBe(32);
        line.GetProperty("request").GetProperty("user").GetString().ShouldBe(line.GetProperty("user").GetString());
        line.GetRawText().ShouldNotContain("ada@example.com");
    }
}
