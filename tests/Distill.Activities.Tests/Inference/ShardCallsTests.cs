using Distill.Activities.Inference;
using Distill.Core.Datasets;
using Distill.Core.Inference;
using Distill.Core.Inference.Journal;
using Distill.Core.Models;
using Distill.Orchestrations.FanOuts;
using Distill.Storage.Local;
using Distill.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Activities.Tests.Inference;

/// <summary>The frame of a shard on the real local stores; only the model is scripted, to fail where a real one fails rarely.</summary>
public sealed class ShardCallsTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private ServiceProvider _services = null!;
    private RunWorkspace _workspace = null!;
    private int _asked;

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection()
            .AddDistillLocalStorage(new LocalStorageOptions { Home = _folder.At("home") })
            .AddSingleton<IModelCatalog>(new OneModel())
            .AddSingleton<RunWorkspace>()
            .BuildServiceProvider();
        _workspace = _services.GetRequiredService<RunWorkspace>();
        await using var writer = _workspace.Library.CreateWriter(Some.Draft("r1-in"));
        foreach (var sample in Some.Samples(3))
        {
            await writer.WriteAsync(sample with { Messages = [sample.Messages[0]] });
        }

        await writer.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task RunAsync_DoneBefore_GivesTheSameOutcomeAndAsksNothing()
    {
        var first = await RunAsync(Answer);
        var second = await RunAsync(Answer);

        _asked.ShouldBe(1);
        (second.Answered, second.Usage.Cost).ShouldBe((first.Answered, first.Usage.Cost));
        (await ShardReader.ReadAsync(_workspace.Blobs, DatasetPaths.Shard("r1-out", 0)).ToListAsync()).ShouldAllBe(sample =>
            sample.Answer == "42"
        );
    }

    [Fact]
    public async Task RunAsync_ModelCannotBeUsedAnyMore_ReportsWhatTheJournalSaysWasPaid()
    {
        var outcome = await RunAsync(
            async (request, _) =>
            {
                await using var journal = await new InferenceJournal(_workspace.Blobs).OpenAsync(request.JournalPath);
                await journal.AppendAsync(JournalEntry.Of(new ChatAnswer("00ff", "42", "stop", 1_000_000, 1_000_000, 12, "m")));
                throw new ModelAccessException("m", "The key in M_KEY is refused.");
            }
        );

        outcome.Failure.ShouldBe("The key in M_KEY is refused.");
        outcome.Usage.Cost.ShouldBe(OneModel.Entry.InputPrice + OneModel.Entry.OutputPrice);
        outcome.Usage.Journaled.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_DeadlinePassed_FailsTheRun()
    {
        var outcome = await RunAsync((request, calls) => Task.FromResult(Refuse(calls, "deadline")));

        outcome.Failure.ShouldNotBeNull().ShouldContain("'deadline'");
    }

    [Fact]
    public async Task RunAsync_RefusedCalls_AreRejectsWithTheirReason()
    {
        var outcome = await RunAsync((request, calls) => Task.FromResult(Refuse(calls, "content_filter")));

        (outcome.Answered, outcome.Refused, outcome.Failure).ShouldBe((0, 3, null));
        var rejects = await RejectReader.ReadAsync(_workspace.Blobs, DatasetPaths.RejectsPart("r1-out", 0)).ToListAsync();
        rejects.ShouldAllBe(reject => reject.Reason == "content_filter" && reject.Operator == "model:m");
    }

    [Fact]
    public async Task RunAsync_EstimateAboveTheMoneyLeft_AsksNothing()
    {
        var outcome = await RunAsync(Answer, moneyLimit: 0.0001m);

        outcome.Failure.ShouldNotBeNull().ShouldContain("'budget'");
        _asked.ShouldBe(0);
    }

    private Task<ShardOutcome> RunAsync(
        Func<ShardInferenceRequest, IReadOnlyList<ChatCall>, Task<ShardInferenceResult>> model,
        decimal? moneyLimit = null
    )
    {
        var inference = new ScriptedModel(
            (request, calls) =>
            {
                _asked++;
                return model(request, calls);
            }
        );
        var input = new ShardInput
        {
            RunId = "r1",
            Model = "m",
            Source = "r1-in",
            Target = "r1-out",
            Index = 0,
            Share = new RateShare(null, null, 1),
            MoneyLimit = moneyLimit,
        };
        return new InferShard(new ShardCalls(_workspace, inference)).RunAsync(input, CancellationToken.None);
    }

    private static Task<ShardInferenceResult> Answer(ShardInferenceRequest request, IReadOnlyList<ChatCall> calls) =>
        Task.FromResult(
            new ShardInferenceResult(
                calls.ToDictionary(call => (call.RecordId, 0), call => new ChatAnswer(call.RecordId, "42", "stop", 10, 2, 5, "m")),
                new Dictionary<(string, int), CallRefusal>(),
                new InferenceUsage { Calls = calls.Count, Cost = 0.25m }
            )
        );

    private static ShardInferenceResult Refuse(IReadOnlyList<ChatCall> calls, string reason) =>
        new(
            new Dictionary<(string, int), ChatAnswer>(),
            calls.ToDictionary(call => (call.RecordId, 0), _ => new CallRefusal(reason, "No.")),
            new InferenceUsage { Calls = calls.Count }
        );

    private sealed class ScriptedModel(Func<ShardInferenceRequest, IReadOnlyList<ChatCall>, Task<ShardInferenceResult>> run)
        : IShardInference
    {
        public Task<ShardInferenceResult> RunAsync(
            ShardInferenceRequest request,
            IReadOnlyList<ChatCall> calls,
            CancellationToken cancellationToken = default
        ) => run(request, calls);
    }

    private sealed class OneModel : IModelCatalog
    {
        public static ModelEntry Entry { get; } =
            new()
            {
                Name = "m",
                Endpoint = new Uri("http://127.0.0.1:1/v1"),
                Model = "m",
                InputPrice = 2,
                OutputPrice = 8,
            };

        public IReadOnlyDictionary<string, ModelEntry> Entries { get; } = new Dictionary<string, ModelEntry> { ["m"] = Entry };
    }
}
