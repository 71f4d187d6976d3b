using System.Net;
using Distill.Api.Tests.Access;

namespace Distill.Api.Tests.Gateway;

public class GatewayAccessTests(AccessDriver driver) : IClassFixture<AccessDriver>
{
    [Theory]
    [InlineData("POST", "/v1/chat/completions")]
    [InlineData("POST", "/v1/embeddings")]
    [InlineData("POST", "/v1/feedback")]
    [InlineData("GET", "/v1/models")]
    public async Task TheGateway_IsForItsCallersAndAdmins(string method, string path)
    {
        foreach (var (role, isAllowed) in ((string, bool)[])[("gateway", true), ("admin", true), ("reader", false), ("annotator", false)])
        {
            using var response = await driver.SendAsync(new HttpMethod(method), path, driver[role]);

            (response.StatusCode is not HttpStatusCode.Forbidden).ShouldBe(isAllowed, role);
        }

        using var unknown = await driver.SendAsync(new HttpMethod(method), path, bearer: null);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Feedback_IsSeenByThoseWhoLook_NotByTheGatewaysCallers()
    {
        using var seen = await driver.SendAsync(HttpMethod.Get, "/api/feedback?asid=a", driver["reader"]);
        using var refused = await driver.SendAsync(HttpMethod.Get, "/api/feedback?asid=a", driver["gateway"]);

        seen.StatusCode.ShouldBe(HttpStatusCode.OK);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
