using System.Net.Http.Headers;
using Distill.Api.Access;
using Distill.LocalHost.Hosting;
using Distill.Testing;
using Microsoft.Extensions.Logging;

namespace Distill.Api.Tests.Access;

/// <summary>A real local host that asks for keys: one of each role, one that has expired, one that will.</summary>
public sealed class AccessDriver : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private readonly Dictionary<string, string?> _settings = new() { ["SweepSchedule"] = "0 0 0 1 1 *" };
    private readonly Dictionary<string, string> _keys = [];

    public DistillLocalHost Host { get; private set; } = null!;

    public CapturedLog Log { get; } = new();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string this[string name] => _keys[name];

    public async ValueTask InitializeAsync()
    {
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            AddKey(role.ToString().ToLowerInvariant(), role);
        }

        AddKey("expired", AccessRole.Admin, "2020-01-01T00:00:00Z");
        AddKey("lasting", AccessRole.Admin, "2999-01-01T00:00:00Z");
        _settings["Auth:Entra:TenantId"] = EntraTokens.Tenant;
        _settings["Auth:Entra:Audience"] = EntraTokens.Audience;
        Host = await DistillLocalHost.StartAsync(
            new LocalHostOptions
            {
                Home = _home.Path,
                Urls = "http://127.0.0.1:0",
                FunctionTypes = [typeof(HeldDistillation)],
                Settings = _settings,
                ConfigureServices = EntraTokens.TrustOwnKey,
                ConfigureLogging = logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log),
            },
            Cancel
        );
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? bearer, string? apiKey = null)
    {
        using var client = new HttpClient { BaseAddress = Host.Address };
        using var request = new HttpRequestMessage(method, path);
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        if (apiKey is not null)
        {
            request.Headers.Add("x-api-key", apiKey);
        }

        return await client.SendAsync(request, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _home.Dispose();
    }

    private void AddKey(string name, AccessRole role, string? notAfter = null)
    {
        (_keys[name], _settings[$"Auth:Keys:{name}:Hash"]) = AccessKey.Create();
        _settings[$"Auth:Keys:{name}:Role"] = role.ToString();
        _settings[$"Auth:Keys:{name}:NotAfter"] = notAfter;
    }
}
