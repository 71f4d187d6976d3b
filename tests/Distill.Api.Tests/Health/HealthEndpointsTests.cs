namespace Distill.Api.Tests.Health;

/// <summary>The driver's teacher has no key in the environment, so it cannot be used.</summary>
public sealed class HealthEndpointsTests(ApiDriver driver) : IClassFixture<ApiDriver>
{
    [Fact]
    public async Task A_model_that_is_down_degrades_and_each_check_is_listed()
    {
        var ready = await driver.GetAsync("/health/ready");

        ready.GetProperty("status").GetString().ShouldBe("degraded");
        ready
            .GetProperty("checks")
            .EnumerateArray()
            .Select(check => (check.GetProperty("name").GetString(), check.GetProperty("ok").GetBoolean()))
            .ShouldBe([("blobs", true), ("state", true), ("engine", true), ("model:teacher", false)]);
    }

    [Fact]
    public async Task The_process_is_live_without_asking_anything()
    {
        var live = await driver.GetAsync("/health/live");

        live.GetProperty("status").GetString().ShouldBe("live");
    }
}
