using System.Text;
using Distill.Core.Storage;
using Distill.Storage.Local.Blobs;

namespace Distill.Storage.Local.Tests.Blobs;

public sealed class LocalBlobStoreTests : IAsyncDisposable
{
    private const string Journal = "runs/r1/journal.jsonl";

    private readonly LocalStore local = new();

    private string JournalFile => Path.Combine(local.Home.Blobs, "runs", "r1", "journal.jsonl");

    public ValueTask DisposeAsync() => local.DisposeAsync();

    [Theory]
    [InlineData("one\ntwo\n", "one\ntwo\n")]
    [InlineData("one\ntwo\nha", "one\ntwo\n")]
    [InlineData("never whole", "")]
    [InlineData("", "")]
    public async Task OpenAppend_AfterACrash_CutsTheTornTail(string left, string kept)
    {
        WriteJournal(left);

        await using (var appender = await local.Blobs().OpenAppendAsync(Journal))
        {
            await appender.AppendAsync("next\n"u8.ToArray());
        }

        (await File.ReadAllTextAsync(JournalFile)).ShouldBe(kept + "next\n");
    }

    [Fact]
    public async Task OpenAppend_CutsALongTornTail_OverSeveralBlocks()
    {
        WriteJournal("whole\n" + new string('x', 300_000));

        await using (await local.Blobs().OpenAppendAsync(Journal)) { }

        (await File.ReadAllTextAsync(JournalFile)).ShouldBe("whole\n");
    }

    [Fact]
    public async Task Commit_OverABlobThatIsOpenForAppending_IsAConflict()
    {
        var store = local.Blobs();
        await using var appender = await store.OpenAppendAsync(Journal);

        await Should.ThrowAsync<StoreConflictException>(() => PutAsync(store, Journal, "other"));
        await Should.ThrowAsync<StoreConflictException>(() => store.DeleteAsync(Journal));
        await appender.AppendAsync("still here\n"u8.ToArray());
        (await File.ReadAllTextAsync(JournalFile)).ShouldBe("still here\n");
    }

    [Fact]
    public async Task BlobWhereAFolderWouldBe_IsAClearFailure()
    {
        var store = local.Blobs();
        await PutAsync(store, "runs/r1", "a blob");

        (await Should.ThrowAsync<IOException>(() => PutAsync(store, "runs/r1/spec", "x"))).Message.ShouldContain(
            "a blob lies where its folder would be"
        );
    }

    [Fact]
    public async Task DisposedAppender_TakesNoMore()
    {
        var appender = await local.Blobs().OpenAppendAsync(Journal);
        await appender.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => appender.AppendAsync("late\n"u8.ToArray()));
    }

    [Fact]
    public async Task CommitOnAFullDisk_SaysSo_AndLeavesTheOldBlob()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/dev/full"), "Needs /dev/full, a device that is always full.");
        await using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await using var stream = new ExplainingStream(full, "/home/blobs/runs/a");

        var failure = await Should.ThrowAsync<IOException>(async () => await stream.WriteAsync(new byte[100]));

        failure.Message.ShouldContain("/home/blobs/runs/a");
        failure.Message.ShouldContain("disk is full");
    }

    [Fact]
    public async Task UncommittedFile_LeftByAKilledProcess_IsNotListed()
    {
        var store = local.Blobs();
        var write = await store.CreateAsync("datasets/d/shard-00000.jsonl");
        await write.Content.WriteAsync("half"u8.ToArray());
        await write.Content.FlushAsync();

        (await local.Blobs().ListAsync("datasets").CountAsync()).ShouldBe(0);
        await write.DisposeAsync();
        Directory.GetFiles(local.Home.Temporary).ShouldBeEmpty();
    }

    private static async Task PutAsync(LocalBlobStore store, string path, string text)
    {
        await using var write = await store.CreateAsync(path);
        await write.Content.WriteAsync(Encoding.UTF8.GetBytes(text));
        await write.CommitAsync();
    }

    private void WriteJournal(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(JournalFile)!);
        File.WriteAllText(JournalFile, text);
    }
}
