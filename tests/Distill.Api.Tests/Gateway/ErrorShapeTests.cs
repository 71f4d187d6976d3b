using System.Net;
using System.Text.Json;
using Distill.Api.Tests.Access;
using Distill.Testing.Http;

namespace Distill.Api.Tests.Gateway;

public class ErrorShapeTests(AccessDriver access) : IClassFixture<AccessDriver>
{
    [Theory]
    [InlineData("POST", "/v1/chat/completions", null, 401, "invalid_api_key")]
    [InlineData("POST", "/v1/chat/completions", "expired", 401, "invalid_api_key")]
    [InlineData("GET", "/v1/models", "reader", 403, "permission_denied")]
    [InlineData("POST", "/v1/completions", "gateway", 404, "unknown_url")]
    [InlineData("GET", "/v1/chat/completions", "gateway", 405, "method_not_allowed")]
    [InlineData("DELETE", "/v1/feedback", "admin", 405, "method_not_allowed")]
    [InlineData("POST", "/v1/nothing", null, 401, "invalid_api_key")]
    public async Task WhatIsRefusedUnderV1_IsRefusedInOpenAIsShape(string method, string path, string? key, int status, string code)
    {
        using var response = await access.SendAsync(new HttpMethod(method), path, key is null ? null : access[key]);

        ((int)response.StatusCode).ShouldBe(status);
        (await ErrorOf(response)).GetProperty("code").GetString().ShouldBe(code);
        response.Headers.WwwAuthenticate.Any().ShouldBe(status == 401);
    }

    [Fact]
    public async Task WhatIsNotUnderV1_IsRefusedWithAProblem()
    {
        using var response = await access.SendAsync(HttpMethod.Get, "/api/nothing", access["admin"]);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task AMethodThatARouteDoesNotTake_IsToldWhichItTakes()
    {
        using var response = await access.SendAsync(HttpMethod.Get, "/v1/chat/completions", access["gateway"]);

        response.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("application/json", "gzip")]
    public async Task ABodyThatIsNoPlainJson_IsA415(string type, string? encoding)
    {
        await using var gateway = await GatewayDriver.StartAsync([("teacher", new Uri("http://127.0.0.1:1/v1"))]);
        foreach (var path in (string[])["/v1/chat/completions", "/v1/embeddings"])
        {
            using var content = new StringContent("""{"model":"teacher"}""");
            content.Headers.ContentType = new(type);
            if (encoding is not null)
            {
                content.Headers.ContentEncoding.Add(encoding);
            }

            using var response = await gateway.Client.PostAsync(new Uri(path, UriKind.Relative), content, GatewayDriver.Cancel);

            response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
            (await ErrorOf(response)).GetProperty("code").GetString().ShouldBe("unsupported_media_type");
        }
    }

    [Fact]
    public async Task TooManyRequests_AndNobodyWhoAnswers_AreToldInOpenAIsShape()
    {
        await using var gateway = await GatewayDriver.StartAsync(
            [("teacher", new Uri("http://127.0.0.1:1/v1"))],
            ("Gateway:RequestsPerMinutePerKey", "1")
        );

        using var unanswered = await gateway.AskAsync("hi", "teacher");
        using var refused = await gateway.AskAsync("hi", "teacher");

        unanswered.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await ErrorOf(unanswered)).GetProperty("type").GetString().ShouldBe("server_error");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await ErrorOf(refused)).GetProperty("type").GetString().ShouldBe("rate_limit_error");
    }

    [Fact]
    public async Task ARequestFromAnotherSite_IsRefusedInOpenAIsShape()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync([("teacher", server.Endpoint)]);
        gateway.Client.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        using var crossSite = await gateway.AskAsync("hi", "teacher");

        crossSite.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ErrorOf(crossSite)).GetProperty("message").GetString()!.ShouldContain("another site");
        server.Requests.ShouldBeEmpty();
    }

    private static async Task<JsonElement> ErrorOf(HttpResponseMessage response)
    {
        var error = (await GatewayDriver.JsonAsync(response)).GetProperty("error");
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("type").GetString().ShouldNotBeNullOrEmpty();
        error.TryGetProperty("param", out _).ShouldBeTrue();
        return error;
    }
}
