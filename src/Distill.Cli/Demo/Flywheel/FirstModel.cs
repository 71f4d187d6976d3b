using System.Globalization;
using System.Text;
using System.Text.Json;
using Distill.Api.Promotion;
using Distill.Cli.Failures;
using Distill.Cli.Promotion;
using Distill.Core.Datasets;
using Distill.Core.Models;
using Distill.Core.Promotion;
using Distill.Core.Samples;
using Distill.Core.Storage;
using Distill.Core.Training;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>Trains the model that is online at first on too few rows, so that it errs, and puts it online. May be repeated after a kill.</summary>
internal sealed class FirstModel(IServiceProvider services, RolloutSession rollouts, TimeProvider time)
{
    private const string Name = "demo-first";

    /// <summary>Rows that it learns from.</summary>
    public const int Rows = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes it.</summary>
    /// <returns>The version.</returns>
    public async Task<string> PutOnlineAsync(int seed, CancellationToken cancellationToken)
    {
        var rows = DemoAnnouncements.Of(seed, DemoAnnouncements.FirstModel).Take(Rows).ToList();
        var dataset = await WriteAsync(rows, cancellationToken);
        var job = await TrainAsync(rows, cancellationToken);
        var version = job.FineTunedModel ?? throw CliException.Failed("the first model could not be trained", Name, job.Error ?? "");
        await RegisterAsync(version, dataset, job.Id, cancellationToken);
        var plan = new RolloutPlan { Steps = [] };
        await rollouts.StartAsync(new RolloutRequest(version, WheelDemoConfiguration.Alias, plan, Name), null, cancellationToken);
        return version;
    }

    private async Task<string> WriteAsync(List<DemoMessage> rows, CancellationToken cancellationToken)
    {
        var draft = new DatasetDraft
        {
            Id = $"{Name}-base",
            Name = $"{Name}-base",
            Operation = "generate",
        };
        await using var writer = services.GetRequiredService<DatasetLibrary>().CreateWriter(draft);
        foreach (var (i, row) in rows.Index())
        {
            var sample = new Sample
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"base-{i:000}"),
                Messages = [Message.User(row.Text), Message.Assistant(row.Wanted)],
            };
            await writer.WriteAsync(sample, cancellationToken);
        }

        return (await writer.CommitAsync(cancellationToken)).Id;
    }

    private async Task<FineTuningJob> TrainAsync(List<DemoMessage> rows, CancellationToken cancellationToken)
    {
        var provider = services.GetRequiredService<IFineTuningProvider>();
        var model = services.GetRequiredService<IModelCatalog>().Entries[WheelDemoConfiguration.Student];
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(rows.Select(Line))));
        var request = new FineTuningRequest
        {
            TrainingFile = await provider.UploadAsync(model, $"{Name}.jsonl", file, cancellationToken),
            Suffix = Name,
            Epochs = 6,
            Seed = 1,
        };
        var id = await provider.StartAsync(model, request, cancellationToken);
        while (true)
        {
            var job = await provider.GetAsync(model, id, cancellationToken);
            if (job.Ended)
            {
                return job;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task RegisterAsync(string version, string dataset, string job, CancellationToken cancellationToken)
    {
        var registry = services.GetRequiredService<IModelRegistry>();
        if (await registry.FindAsync(version, cancellationToken) is not null)
        {
            return;
        }

        var first = new ModelVersion
        {
            Id = version,
            Name = Name,
            BaseModel = WheelDemoConfiguration.Student,
            RunId = Name,
            Datasets = [dataset],
            JobId = job,
            CreatedAt = time.GetUtcNow(),
        };
        await registry.AddAsync(first, cancellationToken);
    }

    private static string Line(DemoMessage row) =>
        JsonSerializer.Serialize(
            new { messages = new[] { new { role = "user", content = row.Text }, new { role = "assistant", content = row.Wanted } } }
        ) + "\n";
}
