using Distill.Core.Storage;
using Distill.Testing;
using Distill.Testing.Azurite;

namespace Distill.Storage.Azure.Tests.Faults;

/// <summary>The account carries a write out, and the connection breaks before it can say so: the retry must not take the write for another's.</summary>
public class LostAnswerTests(AzuriteServer azurite)
{
    private const string Path = "runs/r1/a";

    private readonly AzureAccount account = new(azurite);

    [Fact]
    public async Task NewBlob_IsNotAConflictWithItself()
    {
        var store = account.Blobs();
        account.Network.LoseAnswer(Requests.PutBlob);

        var written = await store.PutAsync(Path, "text", BlobCondition.Absent);

        (await store.FindAsync(Path)).ShouldBe(written);
        await Should.ThrowAsync<StoreConflictException>(() => store.PutAsync(Path, "text", BlobCondition.Absent));
    }

    [Fact]
    public async Task ReplacedBlob_IsNotAConflictWithItself()
    {
        var store = account.Blobs();
        var old = await store.PutAsync(Path, "old");
        account.Network.LoseAnswer(Requests.PutBlob);

        var written = await store.PutAsync(Path, "new", BlobCondition.Match(old.ETag));

        (await store.TextAsync(Path)).ShouldBe("new");
        (await store.FindAsync(Path)).ShouldBe(written);
    }

    [Fact]
    public async Task BlobOfManyBlocks_IsNotAConflictWithItself()
    {
        var store = account.Blobs();
        var text = new string('x', 9_000_000);
        account.Network.LoseAnswer(Requests.StageBlock);
        account.Network.LoseAnswer(Requests.CommitBlocks);

        await store.PutAsync(Path, text, BlobCondition.Absent);

        (await store.TextAsync(Path)).ShouldBe(text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DeletedBlob_WasDeleted(bool conditional)
    {
        var store = account.Blobs();
        var blob = await store.PutAsync(Path, "text");
        account.Network.LoseAnswer(Requests.DeleteBlob);

        (await store.DeleteAsync(Path, conditional ? BlobCondition.Match(blob.ETag) : default)).ShouldBeTrue();

        (await store.DeleteAsync(Path)).ShouldBeFalse();
    }

    [Fact]
    public async Task Append_IsThereOnce()
    {
        var store = account.Blobs();
        await using (var appender = await store.OpenAppendAsync(Path))
        {
            await appender.AppendAsync("one\n");
            account.Network.LoseAnswer(Requests.AppendBlock);
            await appender.AppendAsync("two\n");
            await appender.AppendAsync("three\n");
        }

        (await store.TextAsync(Path)).ShouldBe("one\ntwo\nthree\n");
    }

    [Fact]
    public async Task Lease_IsStillOurs()
    {
        var store = account.Blobs();
        account.Network.LoseAnswer(Requests.AcquireLease);

        await using var appender = await store.OpenAppendAsync(Path);

        await appender.AppendAsync("one\n");
        (await store.TextAsync(Path)).ShouldBe("one\n");
    }

    [Fact]
    public async Task AddedRun_IsNotAConflictWithItself_ButAnotherOfItsIdIs()
    {
        var store = account.Runs();
        account.Network.LoseAnswer(Requests.Transaction);

        var added = await store.AddAsync(Some.Run());

        (await store.FindAsync("r1"))!.ETag.ShouldBe(added.ETag);
        await Should.ThrowAsync<StoreConflictException>(() => store.AddAsync(Some.Run()));
    }

    [Fact]
    public async Task ReplacedRun_IsNotAConflictWithItself_AndItsVersionIsCurrent()
    {
        var store = account.Runs();
        var added = await store.AddAsync(Some.Run());
        account.Network.LoseAnswer(Requests.ReplaceRow);

        var replaced = await store.ReplaceAsync(added.Value with { Round = 2 }, added.ETag);
        await store.ReplaceAsync(added.Value with { Round = 3 }, replaced.ETag);

        (await store.FindAsync("r1"))!.Value.Round.ShouldBe(3);
    }

    [Fact]
    public async Task AddedDatasetAndModel_AreNotConflictsWithThemselves()
    {
        var (datasets, models) = (account.Datasets(), account.Models());
        account.Network.LoseAnswer(Requests.Transaction);
        await datasets.AddAsync(Some.Manifest());
        account.Network.LoseAnswer(Requests.Transaction);
        var added = await models.AddAsync(Some.Model());

        (await datasets.FindByNameAsync("news"))!.Id.ShouldBe("d1");
        (await models.FindAsync(added.Value.Id))!.ETag.ShouldBe(added.ETag);
    }

    [Fact]
    public async Task AddedResponses_AreAllThere()
    {
        var store = account.Responses();
        string[] keys = [.. Enumerable.Range(0, 50).Select(index => $"k{index}")];
        account.Network.LoseAnswer(Requests.Transaction);

        await store.AddAsync([.. keys.Select(key => Some.Answer(key))]);

        (await store.FindAsync(keys)).Count.ShouldBe(50);
    }

    [Fact]
    public async Task Read_GoesOn()
    {
        var store = account.Blobs();
        await store.PutAsync(Path, "text");
        account.Network.LoseAnswer(Requests.Any);

        (await store.TextAsync(Path)).ShouldBe("text");
    }

    [Fact]
    public async Task ReadThatBreaksOff_GoesOnWhereItWas_AtTheSameVersion()
    {
        var store = account.Blobs();
        var text = string.Concat(Enumerable.Range(0, 200_000).Select(index => $"{index:D6}\n"));
        await store.PutAsync(Path, text);
        account.Network.BreakAnswer(700_001, Requests.GetBlob);

        (await store.TextAsync(Path)).ShouldBe(text);

        account.Network.BreakAnswer(700_001, Requests.GetBlob);
        await using var stream = await store.OpenReadAsync(Path);
        await store.PutAsync(Path, "other");
        var failure = await Should.ThrowAsync<IOException>(() => new StreamReader(stream).ReadToEndAsync());
        failure.Message.ShouldContain(Path);
    }
}
