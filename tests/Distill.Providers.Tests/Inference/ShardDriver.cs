using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Core.Samples;
using Distill.Core.Storage;
using Distill.Storage.Local;
using Distill.Testing;
using Distill.Testing.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distill.Providers.Tests.Inference;

/// <summary>Runs shards against a scripted server, with everything real but the server's mood.</summary>
internal sealed class ShardDriver : IAsyncDisposable
{
    public const string Journal = "runs/r1/journal/teacher-0.jsonl";

    private readonly TempFolder _home = new();
    private readonly ServiceProvider _services;
    private readonly ServiceProvider _storage;

    private ShardDriver(
        ScriptedModelServer server,
        TimeProvider? time,
        Func<IBlobStore, IBlobStore>? wrap,
        Dictionary<string, string?> settings
    )
    {
        Server = server;
        Model = new ModelEntry
        {
            Name = "teacher",
            Endpoint = server.Endpoint,
            Model = "big-model",
            InputPrice = 2m,
            OutputPrice = 8m,
        };
        var services = new ServiceCollection()
            .AddDistillProviders(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddDistillLocalStorage(new LocalStorageOptions { Home = _home.Path })
            .Replace(ServiceDescriptor.Singleton(time ?? TimeProvider.System));
        _storage = services.BuildServiceProvider();
        Blobs = _storage.GetRequiredService<IBlobStore>();
        _services = services.Replace(ServiceDescriptor.Singleton(wrap is null ? Blobs : wrap(Blobs))).BuildServiceProvider();
    }

    public ScriptedModelServer Server { get; }

    public IBlobStore Blobs { get; }

    public ModelEntry Model { get; set; }

    public ShardInferenceRequest Request => new() { Model = Model, JournalPath = Journal };

    public static async Task<ShardDriver> StartAsync(
        Func<ScriptedRequest, ScriptedResponse>? script = null,
        TimeProvider? time = null,
        Func<IBlobStore, IBlobStore>? wrap = null,
        params (string Key, string Value)[] settings
    ) =>
        new(
            await ScriptedModelServer.StartAsync(script),
            time,
            wrap,
            settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value)
        );

    public static ChatCall[] Calls(params IEnumerable<string> prompts) =>
        [.. prompts.Select((prompt, index) => new ChatCall($"record-{index}", [Message.User(prompt)]))];

    public static ChatCall[] Calls(int count) => Calls(Enumerable.Range(0, count).Select(index => $"prompt {index}"));

    public Task<ShardInferenceResult> RunAsync(
        IReadOnlyList<ChatCall> calls,
        ShardInferenceRequest? request = null,
        CancellationToken cancellationToken = default
    ) => _services.GetRequiredService<IShardInference>().RunAsync(request ?? Request, calls, cancellationToken);

    /// <summary>Cuts bytes off the journal's end, as a crash in an append does.</summary>
    public async Task TruncateJournalAsync(int bytes)
    {
        await using var file = File.Open(_home.At("blobs", Journal), FileMode.Open);
        file.SetLength(file.Length - bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _storage.DisposeAsync();
        await Server.DisposeAsync();
        _home.Dispose();
    }
}
