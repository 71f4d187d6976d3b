using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distill.Api.Access;
using Distill.LocalHost.Engine;
using Distill.Storage.Local;
using Distill.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.Functions.Tests;

/// <summary>The catch-all function, reached as the worker reaches it: over an endpoint that has already matched.</summary>
public sealed class ApiFunctionTests : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private DurableEngine _engine = null!;
    private WebApplication _worker = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _engine = await DurableEngine.OpenAsync(
            new DurableEngineOptions { DatabasePath = _home.At("engine.db") },
            new EngineRegistry(),
            Cancel
        );
        await _engine.StartAsync(Cancel);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        (var key, builder.Configuration["Auth:Keys:test:Hash"]) = AccessKey.Create();
        builder.Configuration["Auth:Keys:test:Role"] = "admin";
        builder.Services.AddDistillLocalStorage(new LocalStorageOptions { Home = _home.Path });
        builder.Services.AddDistillApp(builder.Configuration);
        _worker = builder.Build();
        // The worker asks nobody at its own endpoints; a web application would, as soon as there are policies.
        _worker
            .Map("health/{*path}", (HttpRequest request, ApiPipeline api) => new HealthFunction(api).RunAsync(request, _engine.Client))
            .AllowAnonymous();
        _worker
            .Map("{*path}", (HttpRequest request, ApiPipeline api) => new ApiFunction(api).RunAsync(request, _engine.Client))
            .AllowAnonymous();
        await _worker.StartAsync(Cancel);
        _client = new HttpClient { BaseAddress = new Uri(_worker.Urls.First()), DefaultRequestHeaders = { { "x-api-key", key } } };
    }

    [Fact]
    public async Task The_function_serves_the_same_routes_as_the_local_host()
    {
        (await _client.GetFromJsonAsync<JsonElement>("/api/runs", Cancel)).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await _client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel))
            .GetProperty("paths")
            .TryGetProperty("/api/runs", out _)
            .ShouldBeTrue();
        var ready = await _client.GetFromJsonAsync<JsonElement>("/health/ready", Cancel);
        ready.GetProperty("status").GetString().ShouldBe("ready");
    }

    [Fact]
    public async Task What_no_route_serves_is_a_problem_404_and_a_wrong_method_a_405()
    {
        var missing = await _client.GetAsync("/api/nothing", Cancel);
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        missing.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await _client.DeleteAsync("/api/runs", Cancel)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task The_function_asks_for_keys_of_its_own_and_a_function_key_is_none()
    {
        using var stranger = new HttpClient { BaseAddress = _client.BaseAddress };
        stranger.DefaultRequestHeaders.Add("x-functions-key", "anything");

        (await stranger.GetAsync("/api/runs", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync("/health/live", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stranger.GetAsync("/health/ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_key_the_app_does_not_start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDistillLocalStorage(new LocalStorageOptions { Home = _home.At("other") });
        builder.Services.AddDistillApp(builder.Configuration);
        await using var app = builder.Build();

        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync(Cancel));

        refusal.Message.ShouldContain("Auth:Keys");
    }

    [Fact]
    public async Task A_body_is_streamed_through_the_function()
    {
        var response = await _client.PutAsync("/api/uploads/news/a.txt", new ByteArrayContent([1, 2, 3]), Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("length").GetInt64().ShouldBe(3);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _worker.DisposeAsync();
        await _engine.StopAsync(Cancel);
        await _engine.DisposeAsync();
        _home.Dispose();
    }
}
