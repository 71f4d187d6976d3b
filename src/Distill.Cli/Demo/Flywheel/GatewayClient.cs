using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Distill.LocalHost.Hosting;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>Asks the gateway and tells it what users think, over HTTP, as clients do. Thread-safe.</summary>
internal sealed class GatewayClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly HttpClient _http;

    /// <summary>A client of a host.</summary>
    public GatewayClient(DistillLocalHost host)
    {
        _http = new HttpClient { BaseAddress = host.Address };
        if (host.ProcessKey is { } key)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>Asks what stands behind the demo's alias.</summary>
    /// <returns>Id of the answer, the answer, and the model that gave it.</returns>
    public async Task<(string Asid, string Answer, string Model)> AskAsync(
        DemoMessage message,
        string user,
        CancellationToken cancellationToken
    )
    {
        var body = new
        {
            model = WheelDemoConfiguration.Alias,
            user,
            messages = new[] { new { role = "user", content = message.Text } },
        };
        using var response = await _http.PostAsJsonAsync("v1/chat/completions", body, Json, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return (
            answer.GetProperty("id").GetString()!,
            answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!,
            answer.GetProperty("model").GetString()!
        );
    }

    /// <summary>Tells what users did; answered when it is durable.</summary>
    public async Task TellAsync(IReadOnlyList<UserEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count > 0)
        {
            using var response = await _http.PostAsJsonAsync("v1/feedback", events, Json, cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
