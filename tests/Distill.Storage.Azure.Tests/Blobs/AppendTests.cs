using System.Text;
using Azure.Storage.Blobs.Specialized;
using Distill.Core.Storage;
using Distill.Storage.Azure.Tests.Faults;
using Distill.Testing.Azurite;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Storage.Azure.Tests.Blobs;

/// <summary>Journals: the lease, the limits, and what other processes do meanwhile.</summary>
public class AppendTests(AzuriteServer azurite)
{
    private const string Journal = "runs/r1/journal.jsonl";

    private readonly AzureAccount account = new(azurite);

    [Fact]
    public async Task JournalOfALivingProcess_IsAConflictForAnother_AfterAWait()
    {
        await using var first = await account.Blobs().OpenAppendAsync(Journal);
        var clock = new FakeTimeProvider();

        var second = account.Blobs(clock).OpenAppendAsync(Journal);
        while (!second.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await Should.ThrowAsync<StoreConflictException>(() => second);
        await first.AppendAsync("still here\n");
        (await account.Blobs().TextAsync(Journal)).ShouldBe("still here\n");
    }

    [Fact]
    public async Task JournalOfADeadProcess_IsTakenOver_AndTheDeadOneIsFencedOff()
    {
        var dead = await account.Blobs().OpenAppendAsync(Journal);
        await dead.AppendAsync("acknowledged\n");
        await EndLeaseAsync();

        await using (var next = await account.Blobs().OpenAppendAsync(Journal))
        {
            await next.AppendAsync("next\n");
            (await Should.ThrowAsync<IOException>(() => dead.AppendAsync("from the grave\n"))).Message.ShouldContain("another process");
            await Should.ThrowAsync<IOException>(() => dead.AppendAsync("again\n"));
        }

        await dead.DisposeAsync();
        (await account.Blobs().TextAsync(Journal)).ShouldBe("acknowledged\nnext\n");
    }

    [Fact]
    public async Task LeaseThatExpiredInAPause_IsHadBack_WhileNobodyHasTakenIt()
    {
        await using (var appender = await account.Blobs().OpenAppendAsync(Journal))
        {
            account.Network.Refuse(1, 412, "LeaseLost", Requests.AppendBlock);
            await appender.AppendAsync("one\n");
        }

        (await account.Blobs().TextAsync(Journal)).ShouldBe("one\n");
    }

    [Fact]
    public async Task LeaseThatExpiredInAPause_AndIsAnothersByNow_EndsTheAppender()
    {
        await using (var appender = await account.Blobs().OpenAppendAsync(Journal))
        {
            account.Network.Refuse(1, 412, "LeaseLost", Requests.AppendBlock);
            account.Network.Refuse(1, 409, "LeaseIdMismatchWithLeaseOperation", Requests.RenewLease);

            (await Should.ThrowAsync<IOException>(() => appender.AppendAsync("one\n"))).Message.ShouldContain("another process");
        }

        (await account.Blobs().TextAsync(Journal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Lease_IsRenewed_AlsoAfterARenewalThatFailed()
    {
        var clock = new FakeTimeProvider();
        await using var appender = await account.Blobs(clock).OpenAppendAsync(Journal);
        account.Network.Refuse(1, 400, "Surprising", Requests.RenewLease);

        var before = account.Network.Sent;
        while (account.Network.Sent < before + 2)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await appender.AppendAsync("one\n");
    }

    [Fact]
    public async Task OpenJournal_CanBeNeitherReplacedNorDeleted_ByAnyProcess()
    {
        await using var appender = await account.Blobs().OpenAppendAsync(Journal);
        var other = account.Blobs();

        await Should.ThrowAsync<StoreConflictException>(() => other.PutAsync(Journal, "other"));
        await Should.ThrowAsync<StoreConflictException>(() => other.DeleteAsync(Journal));

        await appender.AppendAsync("still here\n");
        (await other.TextAsync(Journal)).ShouldBe("still here\n");
    }

    [Fact]
    public async Task AppendsThatWaitTogether_ShareARequest()
    {
        await using var appender = await account.Blobs().OpenAppendAsync(Journal);
        var before = account.Network.Sent;

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(index => appender.AppendAsync($"{index}\n")));

        (account.Network.Sent - before).ShouldBeLessThan(500);
        (await account.Blobs().TextAsync(Journal)).Count(character => character == '\n').ShouldBe(1000);
    }

    [Fact]
    public async Task AppendLargerThanABlock_AndLineLargerThanABlock_AreWhole()
    {
        var lines = string.Concat(Enumerable.Range(0, 60).Select(index => new string((char)('a' + (index % 26)), 100_000) + "\n"));
        var line = new string('x', 5_000_000) + "\n";
        await using (var appender = await account.Blobs().OpenAppendAsync(Journal))
        {
            await appender.AppendAsync(lines);
            await appender.AppendAsync(line);
        }

        (await account.Blobs().TextAsync(Journal)).ShouldBe(lines + line);
    }

    [Fact]
    public async Task JournalWithAllTheBlocksItMayHave_IsAClearFailure()
    {
        await using var appender = await account.Blobs().OpenAppendAsync(Journal);
        account.Network.Refuse(1, 409, "BlockCountExceedsLimit", Requests.AppendBlock);

        (await Should.ThrowAsync<IOException>(() => appender.AppendAsync("one\n"))).Message.ShouldContain("50,000");
    }

    [Fact]
    public async Task DisposedAppender_TakesNoMore()
    {
        var store = account.Blobs();
        var appender = await store.OpenAppendAsync(Journal);
        await appender.DisposeAsync();
        await using var next = await store.OpenAppendAsync(Journal);
        await appender.DisposeAsync();

        await Should.ThrowAsync<StoreConflictException>(() => store.OpenAppendAsync(Journal));
        await Should.ThrowAsync<ObjectDisposedException>(() => appender.AppendAsync("late\n"));
    }

    [Fact]
    public async Task BlobWrittenAsAWhole_CannotBeAppendedTo_AndSaysSo()
    {
        await account.Blobs().PutAsync(Journal, "whole\n");

        (await Should.ThrowAsync<IOException>(() => account.Blobs().OpenAppendAsync(Journal))).Message.ShouldContain("Delete it first");
        await account.Blobs().DeleteAsync(Journal);
    }

    [Fact]
    public async Task ClosedJournal_CanBeReplacedByASmallBlob_ButNotByOneOfManyBlocks()
    {
        var store = account.Blobs();
        await using (await store.OpenAppendAsync(Journal)) { }

        (await Should.ThrowAsync<IOException>(() => store.PutAsync(Journal, new string('x', 9_000_000)))).Message.ShouldContain(
            "Delete it first"
        );
        await store.PutAsync(Journal, "small");

        (await store.TextAsync(Journal)).ShouldBe("small");
    }

    [Fact]
    public async Task JournalThatAnotherProgramHasLeftWithinALine_IsRefused()
    {
        await using (await account.Blobs().OpenAppendAsync(Journal)) { }

        await Blob().AppendBlockAsync(new MemoryStream(Encoding.UTF8.GetBytes("half")));

        (await Should.ThrowAsync<IOException>(() => account.Blobs().OpenAppendAsync(Journal))).Message.ShouldContain("ends within a line");
    }

    // What time does to the lease of a dead process, without the fifteen seconds.
    private async Task EndLeaseAsync() => await Blob().GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);

    private AppendBlobClient Blob() => account.Clients().Blobs.GetBlobContainerClient("runs").GetAppendBlobClient("r1/journal.jsonl");
}
