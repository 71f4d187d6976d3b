namespace Distill.Api.Tests.Judging;

public sealed class JudgeTemplateEndpointsTests(ApiDriver api) : IClassFixture<ApiDriver>
{
    [Fact]
    public async Task Presets_are_served_with_their_texts()
    {
        var presets = await api.GetAsync("/api/judge-templates");

        var pair = presets.EnumerateArray().Single(preset => preset.GetProperty("name").GetString() == "pairwise-zh");
        pair.GetProperty("mode").GetString().ShouldBe("pairwise");
        pair.GetProperty("text").GetString()!.ShouldContain("{answer_a}");
        (await api.GetAsync("/api/judge-templates/general-en")).GetProperty("dimensions").GetArrayLength().ShouldBe(6);
    }

    [Fact]
    public async Task An_unknown_preset_is_not_found() =>
        (await api.Client.GetAsync("/api/judge-templates/nonsense", ApiDriver.Cancel)).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NotFound
        );
}
