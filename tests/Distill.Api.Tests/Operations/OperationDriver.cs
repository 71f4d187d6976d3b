using Distill.Activities.Operations;
using Distill.Core.Datasets;
using Distill.Core.Samples;
using Distill.LocalHost.Hosting;
using Distill.Orchestrations.Operations;
using Distill.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Api.Tests.Operations;

/// <summary>Operations on a real local host, its engine and its storage, which holds the dataset <c>logs</c> of 40 records.</summary>
public sealed class OperationDriver : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private DistillLocalHost _host = null!;

    public HttpClient Client { get; private set; } = null!;

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        _host = await DistillLocalHost.StartAsync(
            new LocalHostOptions
            {
                Home = _home.Path,
                Urls = "http://127.0.0.1:0",
                FunctionTypes =
                [
                    typeof(DatasetOperation),
                    typeof(CleanDataset),
                    typeof(SampleDataset),
                    typeof(SplitDataset),
                    typeof(ExportDataset),
                ],
                ShutdownGrace = TimeSpan.FromSeconds(1),
                ConfigureLogging = _ => { },
            },
            ApiDriver.Cancel
        );
        Client = new HttpClient { BaseAddress = _host.Address };
        await using var writer = Service<DatasetLibrary>().CreateWriter(Some.Draft("logs", "logs", []));
        for (var i = 0; i < 40; i++)
        {
            await writer.WriteAsync(Sample(i), ApiDriver.Cancel);
        }

        await writer.CommitAsync(ApiDriver.Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
        _home.Dispose();
    }

    private static Sample Sample(int i) =>
        new()
        {
            Id = $"s{i}",
            Messages =
            [
                Message.User($"question {i} about {new string((char)('a' + (i % 26)), 9)} and {i * 7919}"),
                Message.Assistant(new string('x', i)),
            ],
            Labels = new Dictionary<string, string> { ["intent"] = i % 2 == 0 ? "even" : "odd" },
        };
}
