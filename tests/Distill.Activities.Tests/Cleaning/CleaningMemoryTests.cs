using System.Globalization;
using Distill.Activities.Cleaning;
using Distill.Activities.Operations;
using Distill.Core.Models;
using Distill.Core.Pipelines;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Operations;
using Distill.Storage.Local;
using Distill.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Activities.Tests.Cleaning;

public sealed class CleaningMemoryTests : IAsyncDisposable
{
    // A megabyte holds the signatures of 2,048 texts and the bands of 1,728.
    private const int Records = 2600;

    private readonly TempFolder _home = new();
    private readonly CountedFiles _scratch = new();
    private readonly ServiceProvider _services;
    private readonly RunWorkspace _workspace;

    public CleaningMemoryTests()
    {
        _services = new ServiceCollection()
            .AddDistillLocalStorage(new LocalStorageOptions { Home = _home.At("home") })
            .BuildServiceProvider();
        _workspace = new RunWorkspace(
            _services.GetRequiredService<IBlobStore>(),
            _services.GetRequiredService<IDatasetStore>(),
            new NoModels(),
            TimeProvider.System
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cleaning_answers_puts_on_disk_what_exceeds_the_memory_of_the_recipe()
    {
        await WriteAsync(RunDatasets.Teacher("r1", 1));
        await RunBlobs.WriteTextAsync(
            _workspace.Blobs,
            RunPaths.Spec("r1"),
            """
            name: s
            source: {dataset: d1}
            task: {kind: text}
            teacher: {model: teacher}
            judge: {model: judge}
            students: [{name: small, model: student}]
            clean: [{op: minhash_dedup, memory_mb: 1}]
            """,
            Cancel
        );

        var clean = await new CleanAnswers(_workspace, _scratch).RunAsync(new RoundReference("r1", 1), Cancel);

        clean.Records.ShouldBe(Records);
        (_scratch.Made, _scratch.Open).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Cleaning_a_dataset_puts_on_disk_what_exceeds_the_memory_of_the_recipe()
    {
        await WriteAsync("logs");

        var outcome = await new CleanDataset(_workspace, _scratch).RunAsync(
            new DatasetOperationInput("o1", "clean", "logs", """{"recipe":[{"op":"minhash_dedup","memory_mb":1}]}"""),
            Cancel
        );

        outcome.Records.ShouldBe(Records);
        (_scratch.Made, _scratch.Open).ShouldBe((2, 0));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _home.Dispose();
    }

    private async Task WriteAsync(string id)
    {
        await using var writer = _workspace.Library.CreateWriter(Some.Draft(id, id, []));
        for (var i = 0; i < Records; i++)
        {
            var number = (i * 7919L * 104_729).ToString(CultureInfo.InvariantCulture);
            await writer.WriteAsync(Some.Sample($"s{i}", $"{number} {i}", $"{i} {number}"), Cancel);
        }

        await writer.CommitAsync(Cancel);
    }

    private sealed class NoModels : IModelCatalog
    {
        public IReadOnlyDictionary<string, ModelEntry> Entries { get; } = new Dictionary<string, ModelEntry>();
    }

    private sealed class CountedFiles : IScratchSpace
    {
        private readonly TemporaryFiles _files = new();

        public int Made { get; private set; }

        public int Open { get; private set; }

        public IScratchFile Create()
        {
            Made++;
            Open++;
            return new CountedFile(this, _files.Create());
        }

        private sealed class CountedFile(CountedFiles files, IScratchFile file) : IScratchFile
        {
            public void Append(ReadOnlySpan<byte> bytes) => file.Append(bytes);

            public void Read(long offset, Span<byte> into) => file.Read(offset, into);

            public void Dispose()
            {
                files.Open--;
                file.Dispose();
            }
        }
    }
}
