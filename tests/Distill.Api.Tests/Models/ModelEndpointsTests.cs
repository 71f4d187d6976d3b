using System.Text.Json;

namespace Distill.Api.Tests.Models;

public sealed class ModelEndpointsTests(ApiDriver api) : IClassFixture<ApiDriver>
{
    [Fact]
    public async Task Configured_models_are_shown_without_secrets()
    {
        var text = await api.Client.GetStringAsync("/api/models", ApiDriver.Cancel);

        text.ShouldNotContain("hidden", Case.Insensitive);
        var model = JsonDocument.Parse(text).RootElement.GetProperty("configured")[0];
        model.GetProperty("name").GetString().ShouldBe("teacher");
        model.GetProperty("endpoint").GetString().ShouldBe("http://127.0.0.1:9/v1");
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        var document = await api.GetAsync("/openapi/v1.json");

        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        paths.ShouldContain("/api/runs");
        paths.ShouldContain("/api/datasets/{id}/records");
        paths.ShouldContain("/api/uploads/{pipeline}/{name}");
        (await api.Client.GetStringAsync("/docs", ApiDriver.Cancel)).ShouldContain("Distill API");
    }
}
