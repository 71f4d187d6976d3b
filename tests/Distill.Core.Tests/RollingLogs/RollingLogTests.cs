using Distill.Core.RollingLogs;
using Distill.Core.Storage;
using Distill.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Core.Tests.RollingLogs;

public sealed class RollingLogTests : IDisposable
{
    private readonly LocalStores _stores = new();
    private readonly FakeTimeProvider _time = new(Some.Time);
    private readonly List<IOException> _failures = [];

    [Fact]
    public async Task Dispose_MakesAllThatWasWrittenDurable_InOrder_AndLetsItGo()
    {
        var entries = Enumerable.Range(0, 1000).Select(number => new TextEntry($"line {number}")).ToList();
        await using (var log = await StartAsync())
        {
            entries.ForEach(log.Write);
        }

        Lines().ShouldBe(Enumerable.Range(0, 1000).Select(number => $"line {number}"));
        entries.ShouldAllBe(entry => entry.Released == 1);
    }

    [Fact]
    public async Task WriteDurably_DoesNotWaitForTheInterval_AndTakesWhatWasWrittenBeforeAlong()
    {
        await using var log = await StartAsync(
            new()
            {
                Container = "logs",
                Writer = "w",
                FlushInterval = TimeSpan.FromDays(1),
            }
        );

        log.Write(new TextEntry("before"));
        await log.WriteDurablyAsync([new TextEntry("now")], TestContext.Current.CancellationToken);

        Lines().ShouldBe(["before", "now"]);
    }

    [Fact]
    public async Task Write_IsDurableWhenTheIntervalIsOver()
    {
        await using var log = await StartAsync();

        log.Write(new TextEntry("soon"));

        // The writer looks again at every step of the clock, so the clock goes on until it has looked.
        while (log.PendingBytes > 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Lines().ShouldBe(["soon"]);
    }

    [Fact]
    public async Task WhenStorageIsBehind_WritersWaitForRoom_AndNothingIsDropped()
    {
        var hold = new TaskCompletionSource();
        var blobs = new HookedBlobStore(_stores.Blobs, () => hold.Task);
        await using var log = await StartAsync(
            new()
            {
                Container = "logs",
                Writer = "w",
                MaxPendingBytes = 1000,
            },
            blobs
        );

        for (var number = 0; number < 10; number++)
        {
            log.WaitForRoomAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully.ShouldBeTrue();
            log.Write(new TextEntry(new string((char)('0' + number), 100)));
        }

        var room = log.WaitForRoomAsync(TestContext.Current.CancellationToken).AsTask();
        room.IsCompleted.ShouldBeFalse();
        hold.SetResult();
        await room;
        await log.DisposeAsync();
        Lines().Count.ShouldBe(10);
    }

    [Fact]
    public async Task AFailureOfStorage_IsTold_AndTheLinesGoToANewFile()
    {
        var fails = true;
        var blobs = new HookedBlobStore(_stores.Blobs, () => fails ? throw new IOException("full") : Task.CompletedTask);
        await using var log = await StartAsync(blobs: blobs);

        var durable = log.WriteDurablyAsync([new TextEntry("kept")], TestContext.Current.CancellationToken);
        while (!durable.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            fails = _failures.Count == 0;
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await durable;
        _failures.ShouldNotBeEmpty();
        Lines().ShouldBe(["kept"]);
    }

    [Fact]
    public async Task AFile_EndsWithItsSize_AndWithTheHour()
    {
        await using var log = await StartAsync(
            new()
            {
                Container = "logs",
                Writer = "w",
                MaxFileBytes = 8,
            }
        );
        foreach (var text in (string[])["first of 8", "second", "third"])
        {
            await log.WriteDurablyAsync([new TextEntry(text)], TestContext.Current.CancellationToken);
        }

        _time.Advance(TimeSpan.FromHours(1));
        await log.WriteDurablyAsync([new TextEntry("fourth")], TestContext.Current.CancellationToken);

        Files().ShouldBe(["logs/2026/11/23/08/w-000000.jsonl", "logs/2026/11/23/08/w-000001.jsonl", "logs/2026/11/23/09/w-000000.jsonl"]);
        ReadLines(_stores.FileOf(Files()[1])).ShouldBe(["second", "third"]);
    }

    [Fact]
    public async Task Start_CutsATornLineOff_AndGoesOnInANewFile()
    {
        var torn = _stores.FileOf("logs/2026/11/23/08/w-000003.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(torn)!);
        await File.WriteAllTextAsync(torn, "whole\n{\"asid\":\"to", TestContext.Current.CancellationToken);

        await using var log = await StartAsync();
        await log.WriteDurablyAsync([new TextEntry("next")], TestContext.Current.CancellationToken);

        Files()[1].ShouldBe("logs/2026/11/23/08/w-000004.jsonl");
        Lines().ShouldBe(["whole", "next"]);
    }

    [Fact]
    public async Task Expire_DeletesWhatIsTooOld_AndNothingElse()
    {
        foreach (var hour in (int[])[0, 1, 30])
        {
            _time.SetUtcNow(Some.Time.AddHours(hour));
            await using var log = await StartAsync();
            await log.WriteDurablyAsync([new TextEntry($"{hour}")], TestContext.Current.CancellationToken);
        }

        var retention = new RollingLogRetention(_stores.Blobs, _time);
        var expired = await retention.ExpireAsync("logs", TimeSpan.FromHours(28), TestContext.Current.CancellationToken);

        expired.ShouldBe(1);
        Lines().ShouldBe(["1", "30"]);
    }

    public void Dispose() => _stores.Dispose();

    private async Task<RollingLog> StartAsync(RollingLogOptions? options = null, IBlobStore? blobs = null)
    {
        var log = new RollingLog(
            blobs ?? _stores.Blobs,
            options ?? new RollingLogOptions { Container = "logs", Writer = "w" },
            _time,
            _failures.Add
        );
        await log.StartAsync(TestContext.Current.CancellationToken);
        return log;
    }

    private List<string> Files() =>
        [
            .. Directory
                .GetFiles(_stores.Home.Blobs, "*.jsonl", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(_stores.Home.Blobs, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    private List<string> Lines() => [.. Files().SelectMany(file => ReadLines(_stores.FileOf(file)))];

    private static string[] ReadLines(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
