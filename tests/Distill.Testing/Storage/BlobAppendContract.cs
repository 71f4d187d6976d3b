using System.Text;
using Distill.Core.Storage;

namespace Distill.Testing.Storage;

/// <summary>The appends of a blob store, which the inference journal lives on.</summary>
public abstract class BlobAppendContract : PortContract<IBlobStore>
{
    private const string Journal = "runs/r1/journal.jsonl";

    [Fact]
    public async Task Appends_AreReadBack_InOrder_AndChangeTheETag()
    {
        var tags = new HashSet<string?>();
        await using (var appender = await Store.OpenAppendAsync(Journal, Cancellation))
        {
            foreach (var line in (string[])["一\n", "二\n二\n", "三\n"])
            {
                await appender.AppendAsync(Encoding.UTF8.GetBytes(line), Cancellation);
                tags.Add((await Store.FindAsync(Journal, Cancellation))?.ETag).ShouldBeTrue();
            }
        }

        (await LinesAsync(Store)).ShouldBe(["一", "二", "二", "三"]);
    }

    [Fact]
    public async Task ConcurrentAppends_AreEachWhole_AndAllThere()
    {
        string[] lines = [.. Enumerable.Range(0, 500).Select(index => $"{index:D4}-{new string((char)('a' + (index % 26)), 50 + index)}")];
        await using (var appender = await Store.OpenAppendAsync(Journal, Cancellation))
        {
            await Parallel.ForEachAsync(
                lines,
                new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancellation },
                async (line, token) => await appender.AppendAsync(Encoding.UTF8.GetBytes(line + "\n"), token)
            );
        }

        (await LinesAsync(Store)).Order(StringComparer.Ordinal).ShouldBe(lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AcknowledgedAppends_AreThere_AfterTheStoreIsOpenedAnew_AndFurtherOnesFollow()
    {
        await using (var appender = await Store.OpenAppendAsync(Journal, Cancellation))
        {
            await appender.AppendAsync("first\n"u8.ToArray(), Cancellation);
        }

        var reopened = await ReopenAsync();
        await using (var appender = await reopened.OpenAppendAsync(Journal, Cancellation))
        {
            await appender.AppendAsync("second\n"u8.ToArray(), Cancellation);
        }

        (await LinesAsync(reopened)).ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task SecondAppender_OfTheSameBlob_IsAConflict_UntilTheFirstIsClosed()
    {
        await using (await Store.OpenAppendAsync(Journal, Cancellation))
        {
            await Should.ThrowAsync<StoreConflictException>(() => Store.OpenAppendAsync(Journal, Cancellation));
        }

        await using var second = await Store.OpenAppendAsync(Journal, Cancellation);
    }

    [Fact]
    public async Task AppendWithoutLineEnd_IsRefused()
    {
        await using var appender = await Store.OpenAppendAsync(Journal, Cancellation);

        await Should.ThrowAsync<ArgumentException>(() => appender.AppendAsync("half"u8.ToArray(), Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => appender.AppendAsync(default, Cancellation));
    }

    [Fact]
    public async Task OpenedButNeverAppendedBlob_IsEmpty()
    {
        await using (await Store.OpenAppendAsync(Journal, Cancellation)) { }

        (await Store.FindAsync(Journal, Cancellation))!.Length.ShouldBe(0);
    }

    protected static async Task<List<string>> LinesAsync(IBlobStore store)
    {
        await using var stream = await store.OpenReadAsync(Journal, cancellationToken: Cancellation);
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync(Cancellation);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
