using System.Net;
using Distill.Testing.Http;

namespace Distill.Api.Tests.Gateway;

public class RequestTests
{
    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("""{"messages":[]}""", "'model' is missing")]
    [InlineData("""{"model":7}""", "'model' is missing")]
    [InlineData("""{"model":"a","model":"b"}""", "twice")]
    public async Task ABodyThatIsNone_IsRefusedInOpenAIsShape(string body, string message)
    {
        await using var gateway = await GatewayDriver.StartAsync([("teacher", new Uri("http://127.0.0.1:1/v1"))]);

        using var response = await gateway.PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = (await GatewayDriver.JsonAsync(response)).GetProperty("error");
        error.GetProperty("type").GetString().ShouldBe("invalid_request_error");
        error.GetProperty("message").GetString()!.ShouldContain(message);
    }

    [Fact]
    public async Task ABodyThatIsTooLarge_IsRefused()
    {
        await using var gateway = await GatewayDriver.StartAsync(
            [("teacher", new Uri("http://127.0.0.1:1/v1"))],
            ("Gateway:MaxRequestBytes", "1024")
        );

        using var response = await gateway.AskAsync(new string('x', 2000), "teacher");

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await GatewayDriver.JsonAsync(response)).GetProperty("error").GetProperty("code").GetString().ShouldBe("request_too_large");
    }

    [Fact]
    public async Task AKeyThatAsksTooOften_IsToldWhenToComeAgain()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync([("teacher", server.Endpoint)], ("Gateway:RequestsPerMinutePerKey", "2"));
        HttpResponseMessage? last = null;
        for (var i = 0; i < 3; i++)
        {
            last?.Dispose();
            last = await gateway.AskAsync("hi", "teacher");
        }

        last!.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        last.Headers.RetryAfter.ShouldNotBeNull();
        server.Requests.Count.ShouldBe(2);
        last.Dispose();
    }

    [Fact]
    public async Task TheCallersKey_StaysAtTheGateway()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync([("teacher", server.Endpoint)]);
        gateway.Client.DefaultRequestHeaders.Authorization = new("Bearer", "secret-of-the-caller");

        using var response = await gateway.AskAsync("hi", "teacher");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Requests.Single().Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task PersonalData_IsMaskedInTheLog_AndReachesTheModel()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync([("teacher", server.Endpoint)], ("Gateway:Log:MaskPersonalData", "true"));

        using var response = await gateway.AskAsync("write to ada@example.com", "teacher");

        (await response.Content.ReadAsStringAsync(GatewayDriver.Cancel)).ShouldContain("ada@example.com");
        var line = (await gateway.StopAndReadAsync()).ShouldHaveSingleItem();
        line.GetRawText().ShouldNotContain("ada@example.com");
        line.GetProperty("request").GetProperty("messages")[0].GetProperty("content").GetString().ShouldBe("write to [EMAIL_1]");
        line.GetProperty("response").GetRawText().ShouldContain("answer to write to [EMAIL_1]");
    }
}
