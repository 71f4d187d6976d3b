using System.Text;
using Distill.Core.Storage;

namespace Distill.Testing.Storage;

public abstract class BlobStoreContract : PortContract<IBlobStore>
{
    [Fact]
    public async Task CommittedBlob_IsReadBack_WithItsProperties()
    {
        var written = await PutAsync("runs/r1/spec.yaml", "名字: 蒸馏\n");

        (await TextAsync("runs/r1/spec.yaml")).ShouldBe("名字: 蒸馏\n");
        (await Store.FindAsync("runs/r1/spec.yaml", Cancellation)).ShouldBe(written);
        written.Length.ShouldBe(Encoding.UTF8.GetByteCount("名字: 蒸馏\n"));
    }

    [Fact]
    public async Task CommittedBlob_IsThere_AfterTheStoreIsOpenedAnew()
    {
        var written = await PutAsync("runs/r1/a", "a");

        (await (await ReopenAsync()).FindAsync("runs/r1/a", Cancellation)).ShouldBe(written);
    }

    [Fact]
    public async Task UncommittedBlob_IsInvisible_AndLeavesNoTrace()
    {
        await using (var write = await Store.CreateAsync("runs/r1/a", cancellationToken: Cancellation))
        {
            await write.Content.WriteAsync("half"u8.ToArray(), Cancellation);
            await write.Content.FlushAsync(Cancellation);
            (await Store.FindAsync("runs/r1/a", Cancellation)).ShouldBeNull();
        }

        (await ListAsync("runs")).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReplacedBlob_ChangesItsETag_AndAnOpenReaderKeepsTheOldContent()
    {
        var first = await PutAsync("runs/r1/a", "old");
        await using var reader = await Store.OpenReadAsync("runs/r1/a", cancellationToken: Cancellation);

        var second = await PutAsync("runs/r1/a", "new");

        second.ETag.ShouldNotBe(first.ETag);
        (await new StreamReader(reader).ReadToEndAsync(Cancellation)).ShouldBe("old");
        (await TextAsync("runs/r1/a")).ShouldBe("new");
    }

    [Fact]
    public async Task EveryCommit_HasAnETagOfItsOwn_HoweverFastTheyFollow()
    {
        var tags = new HashSet<string>();
        for (var index = 0; index < 20; index++)
        {
            tags.Add((await PutAsync("runs/r1/a", "same")).ETag).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task OpenRead_FromAnOffset_GivesTheRest()
    {
        await PutAsync("runs/r1/a", "0123456789");

        (await TextAsync("runs/r1/a", 7)).ShouldBe("789");
        (await TextAsync("runs/r1/a", 10)).ShouldBe("");
    }

    [Fact]
    public async Task OpenRead_OfNoBlob_NamesIt()
    {
        await PutAsync("runs/r1/a", "a");

        (
            await Should.ThrowAsync<BlobNotFoundException>(() => Store.OpenReadAsync("runs/r1/b", cancellationToken: Cancellation))
        ).Path.ShouldBe("runs/r1/b");
        await Should.ThrowAsync<BlobNotFoundException>(() => Store.OpenReadAsync("runs/r1", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task ConditionAbsent_WhenTheBlobExists_IsAConflictAndChangesNothing()
    {
        await PutAsync("runs/r1/a", "first", BlobCondition.Absent);

        await Should.ThrowAsync<StoreConflictException>(() => PutAsync("runs/r1/a", "second", BlobCondition.Absent));

        (await TextAsync("runs/r1/a")).ShouldBe("first");
    }

    [Fact]
    public async Task ConditionMatch_OfAnOldVersion_IsAConflict()
    {
        var old = await PutAsync("runs/r1/a", "1");
        var current = await PutAsync("runs/r1/a", "2", BlobCondition.Match(old.ETag));

        await Should.ThrowAsync<StoreConflictException>(() => PutAsync("runs/r1/a", "3", BlobCondition.Match(old.ETag)));
        await Should.ThrowAsync<StoreConflictException>(() => Store.DeleteAsync("runs/r1/a", BlobCondition.Match(old.ETag), Cancellation));
        (await Store.DeleteAsync("runs/r1/a", BlobCondition.Match(current.ETag), Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task ManyWritersOfOneName_ExactlyOneCreatesIt()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(index => TryPutAsync($"writer {index}")));

        outcomes.Count(won => won).ShouldBe(1);

        async Task<bool> TryPutAsync(string text)
        {
            await Task.Yield();
            try
            {
                await PutAsync("runs/r1/lease", text, BlobCondition.Absent);
                return true;
            }
            catch (StoreConflictException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Delete_TellsWhetherThereWasABlob()
    {
        await PutAsync("runs/r1/a", "a");

        (await Store.DeleteAsync("runs/r1/a", cancellationToken: Cancellation)).ShouldBeTrue();
        (await Store.DeleteAsync("runs/r1/a", cancellationToken: Cancellation)).ShouldBeFalse();
        (await Store.FindAsync("runs/r1/a", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task List_IsInOrdinalOrderOfWholePaths()
    {
        string[] paths = ["runs/a-b/x", "runs/a.b", "runs/a/x", "runs/a/y/z", "runs/a=b", "runs/B", "runs/ab"];
        foreach (var path in paths)
        {
            await PutAsync(path, path);
        }

        (await ListAsync("runs")).ShouldBe(paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task List_ByPrefix_TakesWholeAndBegunSegments()
    {
        foreach (var path in (string[])["runs/r1/shard-0", "runs/r1/shard-1", "runs/r1/spec", "runs/r10/spec", "runs2/r1/spec"])
        {
            await PutAsync(path, path);
        }

        (await ListAsync("runs/r1/")).ShouldBe(["runs/r1/shard-0", "runs/r1/shard-1", "runs/r1/spec"]);
        (await ListAsync("runs/r1")).ShouldBe(["runs/r1/shard-0", "runs/r1/shard-1", "runs/r1/spec", "runs/r10/spec"]);
        (await ListAsync("runs/r1/sh")).ShouldBe(["runs/r1/shard-0", "runs/r1/shard-1"]);
        (await ListAsync("runs")).Count.ShouldBe(4);
        (await ListAsync("nothing/here/")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("runs")]
    [InlineData("/runs/a")]
    [InlineData("runs/../secret")]
    [InlineData("runs/./a")]
    [InlineData("runs//a")]
    [InlineData("runs/a/")]
    [InlineData("runs/a\\b")]
    [InlineData("runs/名")]
    [InlineData("runs/a b")]
    [InlineData("runs/%2e%2e/a")]
    [InlineData("ab/a")]
    [InlineData("Runs/a")]
    [InlineData("../../etc/passwd")]
    public async Task PathOutsideTheRules_IsRefused_ByEveryOperation(string path)
    {
        await Should.ThrowAsync<ArgumentException>(() => Store.FindAsync(path, Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Store.OpenReadAsync(path, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Store.CreateAsync(path, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Store.OpenAppendAsync(path, Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Store.DeleteAsync(path, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task PrefixOutsideTheRules_IsRefused()
    {
        await Should.ThrowAsync<ArgumentException>(() => ListAsync("runs/../"));
        await Should.ThrowAsync<ArgumentException>(() => ListAsync(""));
        await Should.ThrowAsync<ArgumentException>(() => ListAsync("/etc/"));
    }

    protected async Task<BlobProperties> PutAsync(string path, string text, BlobCondition condition = default)
    {
        await using var write = await Store.CreateAsync(path, condition, Cancellation);
        await write.Content.WriteAsync(Encoding.UTF8.GetBytes(text), Cancellation);
        return await write.CommitAsync(Cancellation);
    }

    protected async Task<string> TextAsync(string path, long offset = 0)
    {
        await using var stream = await Store.OpenReadAsync(path, offset, Cancellation);
        return await new StreamReader(stream).ReadToEndAsync(Cancellation);
    }

    protected async Task<List<string>> ListAsync(string prefix) =>
        await Store.ListAsync(prefix, Cancellation).Select(blob => blob.Path).ToListAsync(Cancellation);
}
