using System.Net;
using System.Text;

namespace Distill.Api.Tests.Promotion;

public sealed class PromotionProblemTests(ApiDriver api) : IClassFixture<ApiDriver>
{
    [Theory]
    [InlineData("""{"model":"nobody"}""", "nobody")]
    [InlineData("""{"model":"teacher","rolloutId":"../x"}""", "lower-case")]
    [InlineData("""{"model":"teacher","plan":{"steps":[{"kind":"canary","percent":100}]}}""", "steps[0].percent")]
    public async Task What_cannot_be_meant_is_a_400_that_says_why(string body, string said)
    {
        var response = await PostAsync("/api/rollouts", body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(ApiDriver.Cancel)).ShouldContain(said);
    }

    [Theory]
    [InlineData("/api/rollouts/none/approve")]
    [InlineData("/api/rollouts/none/back")]
    public async Task An_unknown_rollout_is_a_404(string path) =>
        (await PostAsync(path, "{}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"user":"u1","asid":"a1"}""")]
    public async Task Forgetting_asks_for_one_of_user_and_asid(string body) =>
        (await PostAsync("/api/privacy/forget", body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    private Task<HttpResponseMessage> PostAsync(string path, string json) =>
        api.Client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), ApiDriver.Cancel);
}
