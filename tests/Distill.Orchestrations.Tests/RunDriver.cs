using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Reporting;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Storage;
using Distill.LocalHost.Hosting;
using Distill.ModelEmulator;
using Distill.Orchestrations.Starting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distill.Orchestrations.Tests;

/// <summary>A host on a home of its own and a model emulator beside it, which outlives the host's restarts.</summary>
internal sealed class RunDriver : IAsyncDisposable
{
    public const string Spec = """
        name: reviews
        source: {blob: sources/test/reviews.tsv, format: tsv, mapping: {prompt: sentence, labels: {gold: label}}}
        task: {kind: label, labels: [good, bad], gold: gold}
        teacher: {model: teacher}
        split: {train: 0.6, validation: 0.15, test: 0.25}
        students: [{name: small, model: student, epochs: 4}]
        goal: {quality: 0.5, speed: 0, cost: 10}
        shards: {size: 20, inFlight: 4}
        """;

    private static readonly HttpClient Http = new();

    private readonly TempFolder _folder = new();
    private ModelEmulatorServer _emulator = null!;
    private DistillLocalHost? _host;

    private RunDriver() { }

    /// <summary>Settings over the usual ones.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    public DistillLocalHost Host => _host ?? throw new InvalidOperationException("The host is down.");

    public IBlobStore Blobs => Host.Services.GetRequiredService<IBlobStore>();

    public IRunStore Runs => Host.Services.GetRequiredService<IRunStore>();

    public string Home => _folder.At("home");

    public static async Task<RunDriver> StartAsync(
        Action<EmulatorOptions>? emulator = null,
        Action<Dictionary<string, string?>>? settings = null
    )
    {
        var driver = new RunDriver();
        var options = new EmulatorOptions { MaxRunningJobs = 4 };
        options.Models["teacher"] = new EmulatedModelOptions
        {
            Kind = ModelKind.Teacher,
            Teaching = new TeachingOptions
            {
                TrainingFile = driver._folder.Write("teacher.tsv", Reviews.Tsv(400, 10_000)),
                TextColumn = "sentence",
            },
        };
        options.Models["student"] = EmulatedModelOptions.SmallStudent();
        options.Models["judge"] = new EmulatedModelOptions { Kind = ModelKind.Judge };
        emulator?.Invoke(options);
        driver._emulator = await ModelEmulatorServer.StartAsync(options);
        foreach (var model in options.Models.Keys)
        {
            driver.Settings[$"Models:{model}:Endpoint"] = driver._emulator.Endpoint.ToString();
            driver.Settings[$"Models:{model}:Model"] = model;
        }

        driver.Settings["Models:teacher:InputPrice"] = "2";
        driver.Settings["Models:teacher:OutputPrice"] = "8";
        driver.Settings["Models:student:InputPrice"] = "0.1";
        driver.Settings["Models:student:OutputPrice"] = "0.4";
        settings?.Invoke(driver.Settings);
        await driver.StartHostAsync();
        return driver;
    }

    public async Task StartHostAsync() =>
        _host = await DistillLocalHost.StartAsync(
            new LocalHostOptions
            {
                Home = Home,
                Urls = "http://127.0.0.1:0",
                Settings = Settings,
                ShutdownGrace = TimeSpan.Zero,
                ConfigureLogging = logging => logging.SetMinimumLevel(LogLevel.None),
            }
        );

    public async Task StopHostAsync()
    {
        await Host.DisposeAsync();
        _host = null;
    }

    /// <summary>Puts the source where <see cref="Spec"/> looks for it.</summary>
    public Task UploadAsync(string text) => RunBlobs.WriteTextAsync(Blobs, "sources/test/reviews.tsv", text);

    public async Task<RunRecord> StartRunAsync(string spec = Spec, string? key = null)
    {
        var starter = Host.Services.GetRequiredService<RunStarter>();
        return (await starter.StartAsync(Host.Client, RunSpecDocument.Load(spec, "spec.yaml"), key)).Run;
    }

    /// <summary>Waits for the orchestration's end and gives the record.</summary>
    public async Task<RunRecord> EndAsync(string runId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            _ = await Host.Client.WaitForInstanceCompletionAsync(runId, patience.Token);
        }
        catch (OperationCanceledException timeout)
        {
            throw new TimeoutException($"The run did not end. Record: {await RecordAsync(runId)}", timeout);
        }

        return await RecordAsync(runId);
    }

    public async Task<RunRecord> RunAsync(string spec = Spec) => await EndAsync((await StartRunAsync(spec)).Id);

    public async Task<RunRecord> RecordAsync(string runId) => (await Runs.FindAsync(runId)).ShouldNotBeNull().Value;

    /// <summary>Chat requests that a model has got.</summary>
    public Task<long> RequestsAsync(string model) => StatisticAsync(model, "requests");

    /// <summary>A count that the emulator keeps of a model; 0 before its first request.</summary>
    public async Task<long> StatisticAsync(string model, string name)
    {
        var stats = await Http.GetFromJsonAsync<JsonNode>(new Uri(_emulator.Endpoint, "/emulator/stats"));
        return (long?)stats!["models"]?[model]?[name] ?? 0;
    }

    /// <summary>Waits until a model has got this many requests.</summary>
    public async Task WaitForRequestsAsync(string model, long count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await RequestsAsync(model) < count)
        {
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>The ids of a dataset's samples, in order.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(string datasetId)
    {
        var manifest = (await Host.Services.GetRequiredService<IDatasetStore>().FindAsync(datasetId)).ShouldNotBeNull();
        return await Host.Services.GetRequiredService<DatasetLibrary>().ReadAsync(manifest).Select(sample => sample.Id).ToListAsync();
    }

    /// <summary>Rows of a dataset.</summary>
    public async Task<long> RecordsAsync(string dataset) => (await IdsAsync(dataset)).Count;

    /// <summary>The report of the training of the spec's first candidate.</summary>
    public async Task<TrainingReport> TrainingAsync(string runId) =>
        (await RunBlobs.ReadAsync<TrainingReport>(Blobs, RunPaths.Training(runId, 1, "small"))).ShouldNotBeNull();

    /// <summary>Rows of a table of the engine's database.</summary>
    public long CountInEngine(string table)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Home, "engine.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    public Task<string> TextAsync(string path) => RunBlobs.ReadTextAsync(Blobs, path);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await _emulator.DisposeAsync();
        _folder.Dispose();
    }
}
