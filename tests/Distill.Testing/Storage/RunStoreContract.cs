using System.Text.Json;
using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Testing.Storage;

public abstract class RunStoreContract : PortContract<IRunStore>
{
    [Fact]
    public async Task AddedRun_IsFound_WithAllItsFields_AlsoAfterReopening()
    {
        var added = await Store.AddAsync(Some.Run(), Cancellation);

        var found = await (await ReopenAsync()).FindAsync("r1", Cancellation);

        found.ShouldNotBeNull().ETag.ShouldBe(added.ETag);
        Json(found.Value).ShouldBe(Json(Some.Run()));
        found.Value.Usage["teacher/teacher"].Latency.Percentile(1).ShouldBe(400, 20);
    }

    [Fact]
    public async Task Find_OfAnUnknownId_IsNull() => (await Store.FindAsync("'; DROP TABLE runs; --", Cancellation)).ShouldBeNull();

    [Fact]
    public async Task Add_OfAKnownId_IsAConflict()
    {
        await Store.AddAsync(Some.Run(), Cancellation);

        await Should.ThrowAsync<StoreConflictException>(() => Store.AddAsync(Some.Run(), Cancellation));
    }

    [Fact]
    public async Task Replace_WithTheCurrentETag_ChangesTheRun_AndWithAnOldOneIsAConflict()
    {
        var added = await Store.AddAsync(Some.Run(), Cancellation);
        var done = added.Value with { Status = RunStatus.Completed };

        var replaced = await Store.ReplaceAsync(done, added.ETag, Cancellation);

        replaced.ETag.ShouldNotBe(added.ETag);
        (await Store.FindAsync("r1", Cancellation))!.Value.Status.ShouldBe(RunStatus.Completed);
        await Should.ThrowAsync<StoreConflictException>(() => Store.ReplaceAsync(added.Value, added.ETag, Cancellation));
        (await Store.FindAsync("r1", Cancellation))!.ETag.ShouldBe(replaced.ETag);
    }

    [Fact]
    public async Task Replace_OfAnUnknownRun_OrWithAForeignETag_IsAConflict()
    {
        await Should.ThrowAsync<StoreConflictException>(() => Store.ReplaceAsync(Some.Run(), "1", Cancellation));
        await Store.AddAsync(Some.Run(), Cancellation);
        await Should.ThrowAsync<StoreConflictException>(() => Store.ReplaceAsync(Some.Run(), "W/\"other\"", Cancellation));
    }

    [Fact]
    public async Task ConcurrentReplaces_LoseNoUpdate_WhenConflictsAreRetried()
    {
        await Store.AddAsync(Some.Run() with { Round = 0 }, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => IncrementAsync()));

        (await Store.FindAsync("r1", Cancellation))!.Value.Round.ShouldBe(10);

        async Task IncrementAsync()
        {
            while (true)
            {
                await Task.Yield();
                var run = (await Store.FindAsync("r1", Cancellation))!;
                try
                {
                    await Store.ReplaceAsync(run.Value with { Round = run.Value.Round + 1 }, run.ETag, Cancellation);
                    return;
                }
                catch (StoreConflictException)
                {
                    // Another one was faster: read again.
                }
            }
        }
    }

    [Fact]
    public async Task List_IsNewestFirst_OverPages_EachOnce()
    {
        int[] order = [.. Enumerable.Range(0, 450).Select(index => index * 7 % 450)];
        foreach (var minute in order)
        {
            await Store.AddAsync(Some.Run($"r{minute:D3}", minute / 3), Cancellation);
        }

        var ids = await Store.ListAsync(Cancellation).Select(run => run.Id).ToListAsync(Cancellation);

        ids.ShouldBe(Enumerable.Range(0, 450).Reverse().Select(minute => $"r{minute:D3}"));
    }

    private static string Json(RunRecord run) => JsonSerializer.Serialize(run, StorageJson.Options);
}
