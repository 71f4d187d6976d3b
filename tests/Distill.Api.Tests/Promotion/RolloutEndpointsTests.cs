using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Gateway;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.LocalHost.Hosting;
using Distill.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Api.Tests.Promotion;

/// <summary>Rollouts over HTTP on a real host with all its functions; the alias is one of the configuration.</summary>
public sealed class RolloutEndpointsTests : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private DistillLocalHost _host = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await DistillLocalHost.StartAsync(
            new LocalHostOptions
            {
                Home = _home.Path,
                Urls = "http://127.0.0.1:0",
                Settings = new Dictionary<string, string?>
                {
                    ["Models:teacher:Endpoint"] = "http://127.0.0.1:9/v1",
                    ["Models:teacher:Model"] = "flagship",
                    ["Models:student-small:Endpoint"] = "http://127.0.0.1:9/v1",
                    ["Models:student-small:Model"] = "small",
                    ["Gateway:Aliases:online:Targets:0:Model"] = "teacher",
                },
                ShutdownGrace = TimeSpan.Zero,
                ConfigureLogging = _ => { },
            },
            Cancel
        );
        _client = new HttpClient { BaseAddress = _host.Address };
        await _host.Services.GetRequiredService<IModelRegistry>().AddAsync(Some.Model("ft:1"), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task A_trained_version_is_promoted_at_once_and_taken_back_and_the_models_say_so()
    {
        var response = await PostAsync("/api/rollouts", """{"model":"ft:1","rolloutId":"r1","plan":{"steps":[]}}""");
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Headers.Location!.ToString().ShouldBe("/api/rollouts/r1");
        var promoted = await WaitAsync("r1", "promoted");
        promoted.GetProperty("audit")[0].GetProperty("by").GetString().ShouldBe("local");
        (await PostAsync("/api/rollouts", """{"model":"ft:1","rolloutId":"r1","plan":{"steps":[]}}""")).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );

        var alias = await _client.GetFromJsonAsync<ModelAlias>("/api/aliases/online", Cancel);
        alias!.Targets.ShouldHaveSingleItem().ShouldBe(new AliasTarget { Model = "student-small", Version = "ft:1" });
        alias.Fallbacks.ShouldHaveSingleItem().Model.ShouldBe("teacher");
        var models = await ModelsAsync(all => all.GetProperty("trained")[0].GetProperty("promotions").GetArrayLength() > 0);
        models.GetProperty("trained")[0].GetProperty("promotions")[0].GetProperty("rollout").GetString().ShouldBe("r1");
        models.GetProperty("aliases")[0].GetProperty("targets")[0].GetProperty("version").GetString().ShouldBe("ft:1");

        (await PostAsync("/api/rollouts/r1/back", """{"reason":"users complain"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PostAsync("/api/rollouts/r1/back", "{}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        alias = await _client.GetFromJsonAsync<ModelAlias>("/api/aliases/online", Cancel);
        alias!.Targets.ShouldHaveSingleItem().Model.ShouldBe("teacher");
    }

    [Fact]
    public async Task An_approval_lets_it_begin_and_comes_twice_without_harm()
    {
        await PostAsync("/api/rollouts", """{"model":"ft:1","rolloutId":"r2","plan":{"requireApproval":true}}""");
        await WaitAsync("r2", "awaitingApproval");
        (await PostAsync("/api/rollouts/r2/complete", "{}")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await PostAsync("/api/rollouts/r2/approve", """{"reason":"read it"}""")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var rollout = await WaitAsync("r2", "rolling");

        rollout.GetProperty("audit")[0].GetProperty("reason").GetString().ShouldBe("read it");
        (await PostAsync("/api/rollouts/r2/approve", "{}")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync("/api/rollouts/r2/decline", "{}")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await _client.GetFromJsonAsync<JsonElement>("/api/rollouts?alias=online", Cancel)).GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("online", "ft:1", "teacher", HttpStatusCode.Accepted, "")]
    [InlineData("online", "ft:0", "teacher", HttpStatusCode.UnprocessableEntity, "is about 'ft:0', not about 'ft:1'")]
    [InlineData("shop", "ft:1", "teacher", HttpStatusCode.UnprocessableEntity, "about the alias 'shop', not about 'online'")]
    [InlineData("online", "ft:1", "student-small", HttpStatusCode.Conflict, "but 'online' leads to 'teacher' now")]
    public async Task A_decision_record_must_be_about_this_rollout(
        string alias,
        string challenger,
        string baseline,
        HttpStatusCode expected,
        string said
    )
    {
        var subject = new GateSubject(alias, new DecidedModel("student-small", challenger), new DecidedModel(baseline, null));
        var record = GateRecord.Of(Some.Decision(subject));
        await RunBlobs.WriteTextAsync(_host.Services.GetRequiredService<IBlobStore>(), "runs/e1/decision.json", record.Json, Cancel);

        var response = await PostAsync(
            "/api/rollouts",
            $$"""{"model":"ft:1","rolloutId":"r3","decisionPath":"runs/e1/decision.json","decisionSha256":"{{record.Sha256}}"}"""
        );

        response.StatusCode.ShouldBe(expected);
        (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).ToString().ShouldContain(said);
        if (expected == HttpStatusCode.Accepted)
        {
            await WaitAsync("r3", "rolling");
        }
    }

    private Task<HttpResponseMessage> PostAsync(string path, string json) =>
        _client.PostAsync(path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"), Cancel);

    private async Task<JsonElement> WaitAsync(string id, string state)
    {
        for (var tries = 0; ; tries++)
        {
            using var response = await _client.GetAsync($"/api/rollouts/{id}", Cancel);
            var text = await response.Content.ReadAsStringAsync(Cancel);
            if (
                response.IsSuccessStatusCode
                && JsonDocument.Parse(text).RootElement is var rollout
                && rollout.GetProperty("state").GetString() == state
            )
            {
                return rollout;
            }

            tries.ShouldBeLessThan(1000, $"the rollout is not {state}: {text}");
            await Task.Delay(10, Cancel);
        }
    }

    // The registry is told after the rollout's record.
    private async Task<JsonElement> ModelsAsync(Func<JsonElement, bool> holds)
    {
        JsonElement models;
        while (!holds(models = await _client.GetFromJsonAsync<JsonElement>("/api/models", Cancel)))
        {
            await Task.Delay(20, Cancel);
        }

        return models;
    }
}
