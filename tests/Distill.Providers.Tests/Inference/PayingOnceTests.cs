using Distill.Core.Inference;
using Distill.Core.Inference.Journal;
using Distill.Core.Samples;
using Distill.Core.Storage;
using Distill.Testing.Http;

namespace Distill.Providers.Tests.Inference;

public class PayingOnceTests
{
    [Fact]
    public async Task RunAsync_Again_TakesEveryAnswerFromTheJournalAndCountsItAsPaid()
    {
        await using var driver = await ShardDriver.StartAsync();
        var calls = ShardDriver.Calls(20);
        var request = driver.Request with { UseCache = false };
        var first = await driver.RunAsync(calls, request);

        var second = await driver.RunAsync(calls, request);

        second.Answers.ShouldBe(first.Answers, ignoreOrder: true);
        driver.Server.Requests.Count.ShouldBe(20);
        second.Usage.Requests.ShouldBe(0);
        second.Usage.Journaled.ShouldBe(20);
        second.Usage.Cost.ShouldBe(first.Usage.Cost);
        second.Usage.Latency.Buckets.ShouldBe(first.Usage.Latency.Buckets, ignoreOrder: true);
    }

    [Fact]
    public async Task RunAsync_OfExactDuplicates_AsksOnceAndAnswersAll()
    {
        await using var driver = await ShardDriver.StartAsync();

        var result = await driver.RunAsync(ShardDriver.Calls("a", "b", "a", "a"));

        driver.Server.AskedFor("a").ShouldBe(1);
        result.Answers.Count.ShouldBe(4);
        result.Usage.Shared.ShouldBe(2);
        result.Usage.InputTokens.ShouldBe(20);
    }

    [Fact]
    public async Task RunAsync_OfDeliberateRepeats_AsksForEach()
    {
        await using var driver = await ShardDriver.StartAsync();
        ChatCall[] calls = [.. Enumerable.Range(0, 3).Select(sample => new ChatCall("r", [Message.User("a")], sample))];

        var result = await driver.RunAsync(calls);

        driver.Server.AskedFor("a").ShouldBe(3);
        result.Usage.Shared.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_OfAnotherRun_TakesKnownAnswersFromTheCacheAndAsksTheRest()
    {
        await using var driver = await ShardDriver.StartAsync();
        await driver.RunAsync(ShardDriver.Calls("a", "b"));

        var result = await driver.RunAsync(ShardDriver.Calls("b", "c"), driver.Request with { JournalPath = "runs/r2/journal/0.jsonl" });

        result.Usage.CacheHits.ShouldBe(1);
        result.Usage.Requests.ShouldBe(1);
        result.Usage.InputTokens.ShouldBe(10);
        result.Answers[("record-0", 0)].Content.ShouldBe("answer to b");
        driver.Server.AskedFor("b").ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_OptedOutOfTheCache_NeitherReadsNorFeedsIt()
    {
        await using var driver = await ShardDriver.StartAsync();
        await driver.RunAsync(ShardDriver.Calls("a"), driver.Request with { UseCache = false });
        await driver.RunAsync(ShardDriver.Calls("a"), driver.Request with { JournalPath = "runs/r2/journal/0.jsonl" });

        var result = await driver.RunAsync(
            ShardDriver.Calls("a"),
            driver.Request with
            {
                JournalPath = "runs/r3/journal/0.jsonl",
                UseCache = false,
            }
        );

        driver.Server.AskedFor("a").ShouldBe(3);
        result.Usage.CacheHits.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_Accounts_TokensAndMoneyOfAllPaidAnswers()
    {
        await using var driver = await ShardDriver.StartAsync(_ => ScriptedResponse.Answer("x", input: 1_000, output: 250));

        var usage = (await driver.RunAsync(ShardDriver.Calls(8))).Usage;

        usage.InputTokens.ShouldBe(8_000);
        usage.OutputTokens.ShouldBe(2_000);
        usage.Cost.ShouldBe((8_000 * 2m / 1_000_000) + (2_000 * 8m / 1_000_000));
        usage.Latency.Count.ShouldBe(8);
    }

    [Fact]
    public async Task RunAsync_WhenTheDiskFillsUp_FailsAndALaterRunAsksOnlyWhatWasNotDurable()
    {
        var full = new FillingStore(room: 5);
        await using var driver = await ShardDriver.StartAsync(wrap: full.Around);
        var request = driver.Request with { UseCache = false, MaxConcurrency = 2 };
        await Should.ThrowAsync<IOException>(() => driver.RunAsync(ShardDriver.Calls(50), request));
        var askedBefore = driver.Server.Requests.Count;
        full.Room = int.MaxValue;

        var result = await driver.RunAsync(ShardDriver.Calls(50), request);

        askedBefore.ShouldBeLessThanOrEqualTo(5 + 2);
        result.Answers.Count.ShouldBe(50);
        result.Usage.Journaled.ShouldBe(5);
        (driver.Server.Requests.Count - askedBefore).ShouldBe(45);
    }

    [Fact]
    public async Task RunAsync_OverAJournalWithATornTail_AsksOnlyForTheTornAnswer()
    {
        await using var driver = await ShardDriver.StartAsync();
        var request = driver.Request with { UseCache = false, MaxConcurrency = 1 };
        await driver.RunAsync(ShardDriver.Calls("a", "b"), request);
        await driver.TruncateJournalAsync(bytes: 9);

        var result = await driver.RunAsync(ShardDriver.Calls("a", "b"), request);

        result.Answers.Count.ShouldBe(2);
        driver.Server.AskedFor("a").ShouldBe(1);
        driver.Server.AskedFor("b").ShouldBe(2);
        var journal = await new InferenceJournal(driver.Blobs).ReadAsync(ShardDriver.Journal);
        journal.Entries.Count.ShouldBe(2);
        journal.DamagedLines.ShouldBe(0);
    }

    /// <summary>The real store on a disk that takes so many appends more.</summary>
    private sealed class FillingStore(int room)
    {
        private IBlobStore _inner = null!;

        public int Room { get; set; } = room;

        public IBlobStore Around(IBlobStore inner)
        {
            _inner = inner;
            return new Store(this);
        }

        private sealed class Store(FillingStore disk) : IBlobStore
        {
            public Task<BlobProperties?> FindAsync(string path, CancellationToken cancellationToken = default) =>
                disk._inner.FindAsync(path, cancellationToken);

            public Task<Stream> OpenReadAsync(string path, long offset = 0, CancellationToken cancellationToken = default) =>
                disk._inner.OpenReadAsync(path, offset, cancellationToken);

            public Task<BlobWrite> CreateAsync(
                string path,
                BlobCondition condition = default,
                CancellationToken cancellationToken = default
            ) => disk._inner.CreateAsync(path, condition, cancellationToken);

            public async Task<IBlobAppender> OpenAppendAsync(string path, CancellationToken cancellationToken = default) =>
                new Appender(disk, await disk._inner.OpenAppendAsync(path, cancellationToken));

            public IAsyncEnumerable<BlobProperties> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
                disk._inner.ListAsync(prefix, cancellationToken);

            public Task<bool> DeleteAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default) =>
                disk._inner.DeleteAsync(path, condition, cancellationToken);
        }

        private sealed class Appender(FillingStore disk, IBlobAppender inner) : IBlobAppender
        {
            public async Task AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
            {
                lock (disk)
                {
                    if (disk.Room-- <= 0)
                    {
                        throw new IOException("No space left on device.");
                    }
                }

                await inner.AppendAsync(data, cancellationToken);
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
