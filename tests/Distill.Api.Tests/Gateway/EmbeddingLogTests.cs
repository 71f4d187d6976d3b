using System.Net;
using Distill.Testing.Http;

namespace Distill.Api.Tests.Gateway;

public class EmbeddingLogTests
{
    private const string Answer = """
        {"object":"list",
         "data":[{"object":"embedding","index":0,"embedding":[0.25,0.5]},{"object":"embedding","index":1,"embedding":[0.75,1]}],
         "model":"e-2026","usage":{"prompt_tokens":6,"total_tokens":6}}
        """;

    private const string Request = """{"model":"vectors","input":["one","two of ada@example.com"],"user":"ada"}""";

    [Fact]
    public async Task ARequestForEmbeddings_IsLoggedWithoutVectors_AndReturnedWithThem()
    {
        await using var server = await ScriptedModelServer.StartAsync(_ => new ScriptedResponse { Body = Answer });
        await using var gateway = await GatewayDriver.StartAsync([("vectors", server.Endpoint)], ("Gateway:Log:MaskPersonalData", "true"));

        using var response = await gateway.PostAsync(Request, "/v1/embeddings");

        (await response.Content.ReadAsStringAsync(GatewayDriver.Cancel)).ShouldBe(Answer);
        var line = (await gateway.StopAndReadAsync()).ShouldHaveSingleItem();
        line.GetProperty("asid").GetString().ShouldBe(response.Headers.GetValues("x-distill-asid").Single());
        line.GetProperty("kind").GetString().ShouldBe("embedding");
        line.GetProperty("inputs").GetInt32().ShouldBe(2);
        line.GetProperty("model").GetString().ShouldBe("vectors-model");
        line.GetProperty("status").GetInt32().ShouldBe(200);
        line.GetProperty("usage").GetRawText().ShouldBe("""{"input":6,"output":0}""");
        line.GetProperty("latency_ms").GetDouble().ShouldBeGreaterThan(0);
        line.GetProperty("response")
            .GetRawText()
            .ShouldBe("""{"object":"list","model":"e-2026","usage":{"prompt_tokens":6,"total_tokens":6}}""");
        line.GetRawText().ShouldNotContain("ada");
    }

    [Fact]
    public async Task Vectors_AreKept_WhenTheyAreWanted()
    {
        await using var server = await ScriptedModelServer.StartAsync(_ => new ScriptedResponse { Body = Answer });
        await using var gateway = await GatewayDriver.StartAsync([("vectors", server.Endpoint)], ("Gateway:Log:EmbeddingVectors", "true"));

        using var response = await gateway.PostAsync(Request, "/v1/embeddings");

        var line = (await gateway.StopAndReadAsync()).ShouldHaveSingleItem();
        line.GetProperty("response").GetProperty("data")[1].GetProperty("embedding")[0].GetDouble().ShouldBe(0.75);
    }

    [Fact]
    public async Task AFailedRequestForEmbeddings_IsLoggedToo()
    {
        await using var server = await ScriptedModelServer.StartAsync(_ => ScriptedResponse.Error(400, "bad_input"));
        await using var gateway = await GatewayDriver.StartAsync([("vectors", server.Endpoint)]);

        using var response = await gateway.PostAsync(Request, "/v1/embeddings");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var line = (await gateway.StopAndReadAsync()).ShouldHaveSingleItem();
        line.GetProperty("status").GetInt32().ShouldBe(400);
        line.GetProperty("response").GetProperty("error").GetProperty("code").GetString().ShouldBe("bad_input");
    }
}
