using Distill.Core.Models;
using Distill.Testing.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Providers.Tests.OpenAICompatible;

/// <summary>The ports of a platform against a scripted server.</summary>
internal sealed class PlatformDriver(ScriptedModelServer server) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddDistillProviders(new ConfigurationBuilder().Build())
        .BuildServiceProvider();

    public ScriptedModelServer Server { get; } = server;

    public ModelEntry Model { get; set; } =
        new()
        {
            Name = "student",
            Endpoint = server.Endpoint,
            Model = "small-model",
        };

    public static async Task<PlatformDriver> StartAsync(Func<ScriptedRequest, ScriptedResponse> script) =>
        new(await ScriptedModelServer.StartAsync(script));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
