using Distill.Core.Inference;
using Distill.Testing.Http;

namespace Distill.Providers.Tests.OpenAICompatible;

public class ModelProbeTests
{
    private static readonly ScriptedResponse Models = new()
    {
        Body = """{"object":"list","data":[{"id":"small-model"},{"id":"big-model"}]}""",
    };

    [Fact]
    public async Task ProbeAsync_OfAServedModel_AsksForTheListOnly()
    {
        await using var driver = await PlatformDriver.StartAsync(_ => Models);

        var result = await driver.Get<IModelProbe>().ProbeAsync(driver.Model);

        result.Model.ShouldBe("student");
        result.Emulated.ShouldBeFalse();
        driver.Server.Requests.Select(request => $"{request.Method} {request.Path}").ShouldBe(["GET models"]);
    }

    [Fact]
    public async Task ProbeAsync_OfTheEmulator_SaysSo()
    {
        await using var driver = await PlatformDriver.StartAsync(_ =>
            Models with
            {
                Headers = new Dictionary<string, string> { ["x-distill-emulator"] = "1" },
            }
        );

        (await driver.Get<IModelProbe>().ProbeAsync(driver.Model)).Emulated.ShouldBeTrue();
    }

    [Fact]
    public async Task ProbeAsync_OfAModelThatIsNotServed_NamesItAndWhatIs()
    {
        await using var driver = await PlatformDriver.StartAsync(_ => Models);
        driver.Model = driver.Model with { Model = "smal-model" };

        var problem = await Should.ThrowAsync<ModelAccessException>(() => driver.Get<IModelProbe>().ProbeAsync(driver.Model));

        problem.Message.ShouldContain("'smal-model'");
        problem.Message.ShouldContain("big-model, small-model");
        problem.Message.ShouldContain("Models:student:Model");
    }

    [Fact]
    public async Task ProbeAsync_OnAPassingServerError_TriesAgain()
    {
        await using var driver = await PlatformDriver.StartAsync(request => request.Attempt == 1 ? ScriptedResponse.Error(503) : Models);

        await driver.Get<IModelProbe>().ProbeAsync(driver.Model);

        driver.Server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(401, "asks for a key")]
    [InlineData(404, "usually ends with /v1")]
    [InlineData(200, "usually ends with /v1")]
    public async Task ProbeAsync_OfAnEndpointThatCannotBeUsed_NamesTheRemedy(int status, string remedy)
    {
        await using var driver = await PlatformDriver.StartAsync(_ => new ScriptedResponse { Status = status, Body = "<html>" });

        var problem = await Should.ThrowAsync<ModelAccessException>(() => driver.Get<IModelProbe>().ProbeAsync(driver.Model));

        problem.Message.ShouldContain("'student'");
        problem.Message.ShouldContain(driver.Model.Endpoint.ToString());
        problem.Message.ShouldContain(remedy);
    }
}
