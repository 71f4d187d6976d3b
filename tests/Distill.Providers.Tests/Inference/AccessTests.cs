using System.Net;
using System.Net.Sockets;
using Distill.Core.Inference;
using Distill.Testing.Http;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Providers.Tests.Inference;

public class AccessTests
{
    private const string Variable = "DISTILL_TEST_KEY_OF_ACCESS_TESTS";
    private const string Key = "sk-very-secret";

    public AccessTests() => Environment.SetEnvironmentVariable(Variable, Key);

    [Theory]
    [InlineData(401, "invalid_api_key", Variable)]
    [InlineData(403, "", Variable)]
    [InlineData(404, "model_not_found", "Models:teacher:Model")]
    [InlineData(402, "", "quota")]
    [InlineData(429, "insufficient_quota", "quota")]
    [InlineData(400, "invalid_api_key", Variable)]
    [InlineData(400, "model_not_found", "Models:teacher:Model")]
    [InlineData(405, "", "Models:teacher:Endpoint")]
    [InlineData(307, "", "Models:teacher:Endpoint")]
    public async Task RunAsync_WhenTheModelCannotBeUsed_StopsAtOnceAndNamesTheRemedy(int status, string code, string remedy)
    {
        await using var driver = await ShardDriver.StartAsync(_ => ScriptedResponse.Error(status, code, $"no {Key}"));
        driver.Model = driver.Model with { ApiKeyVariable = Variable };

        var problem = await Should.ThrowAsync<ModelAccessException>(() =>
            driver.RunAsync(ShardDriver.Calls(500), driver.Request with { MaxConcurrency = 4 })
        );

        problem.Model.ShouldBe("teacher");
        problem.Message.ShouldContain("'teacher'");
        problem.Message.ShouldContain(remedy);
        problem.ToString().ShouldNotContain(Key);
        driver.Server.Requests.Count.ShouldBeLessThanOrEqualTo(4);
        driver.Server.Requests.ShouldAllBe(request => request.Authorization == $"Bearer {Key}");
    }

    [Fact]
    public async Task RunAsync_WhenTheKeyIsRevokedHalfWay_KeepsWhatWasAnswered()
    {
        var revoked = false;
        await using var driver = await ShardDriver.StartAsync(request =>
            revoked && request.Prompt == "prompt 5" ? ScriptedResponse.Error(401) : ScriptedResponse.Answer("fine")
        );
        var request = driver.Request with { UseCache = false, MaxConcurrency = 1 };
        revoked = true;
        await Should.ThrowAsync<ModelAccessException>(() => driver.RunAsync(ShardDriver.Calls(10), request));
        driver.Server.Requests.Count.ShouldBe(6);
        revoked = false;

        var result = await driver.RunAsync(ShardDriver.Calls(10), request);

        result.Usage.Journaled.ShouldBe(5);
        result.Usage.Requests.ShouldBe(5);
    }

    [Fact]
    public async Task RunAsync_WhenTheKeyIsNotSet_SendsNothingAndNamesTheVariable()
    {
        await using var driver = await ShardDriver.StartAsync();
        driver.Model = driver.Model with { ApiKeyVariable = "DISTILL_TEST_UNSET" };

        var problem = await Should.ThrowAsync<ModelAccessException>(() => driver.RunAsync(ShardDriver.Calls("q")));

        problem.Message.ShouldContain("DISTILL_TEST_UNSET");
        driver.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_WhenNobodyListens_GivesUpAfterTheConfiguredWhile()
    {
        var time = new FakeTimeProvider();
        await using var driver = await ShardDriver.StartAsync(time: time);
        driver.Model = driver.Model with { Endpoint = new Uri($"http://127.0.0.1:{FreePort()}/v1"), TimeoutSeconds = 80_000 };
        var start = time.GetUtcNow();

        var run = driver.RunAsync(ShardDriver.Calls(20));
        await time.AdvanceUntilAsync(Task.WhenAny(run), TimeSpan.FromMilliseconds(500));

        var problem = await Should.ThrowAsync<ModelAccessException>(() => run);
        problem.Message.ShouldContain(driver.Model.Endpoint.ToString());
        problem.Message.ShouldContain("Models:teacher:Endpoint");
        (time.GetUtcNow() - start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task RunAsync_WhenTheServerComesUpLate_WaitsForIt()
    {
        var port = FreePort();
        await using var driver = await ShardDriver.StartAsync();
        var late = new Uri($"http://127.0.0.1:{port}/v1");
        driver.Model = driver.Model with { Endpoint = late };

        var run = driver.RunAsync(ShardDriver.Calls(3));
        await using var server = await ScriptedModelServer.StartAsync(port: port);

        (await run).Answers.Count.ShouldBe(3);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
