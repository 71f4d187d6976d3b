using Distill.Core.Storage;
using Distill.Testing;
using Distill.Testing.Azurite;

namespace Distill.Storage.Azure.Tests.Faults;

public class ThrottlingTests(AzuriteServer azurite)
{
    private readonly AzureAccount account = new(azurite);

    [Theory]
    [InlineData(503, "ServerBusy", null)]
    [InlineData(429, "TooManyRequests", "0")]
    [InlineData(500, "InternalError", null)]
    public async Task BlobOfABusyAccount_IsCommitted_WhenARetryIsServed(int status, string code, string? retryAfter)
    {
        var store = account.Blobs();
        account.Network.Refuse(3, status, code, Requests.PutBlob, retryAfter);

        var written = await store.PutAsync("runs/r1/a", "text", BlobCondition.Absent);

        (await store.FindAsync("runs/r1/a")).ShouldBe(written);
    }

    [Fact]
    public async Task RunOfABusyAccount_IsAdded_WhenARetryIsServed()
    {
        var store = account.Runs();
        account.Network.Refuse(3, 503, "ServerBusy", Requests.Transaction);

        var added = await store.AddAsync(Some.Run());

        (await store.FindAsync("r1"))!.ETag.ShouldBe(added.ETag);
    }

    [Fact]
    public async Task AccountThatStaysBusy_IsAClearFailure_AfterAllRetries_AndNothingIsWritten()
    {
        var store = account.Blobs();
        await store.PutAsync("runs/r1/before", "");
        account.Network.Refuse(7, 503, "ServerBusy", Requests.PutBlob);
        var before = account.Network.Sent;

        var failure = await Should.ThrowAsync<IOException>(() => store.PutAsync("runs/r1/a", "text"));

        failure.Message.ShouldContain("runs/r1/a");
        failure.Message.ShouldContain("throttled");
        (account.Network.Sent - before).ShouldBe(7);
        (await store.FindAsync("runs/r1/a")).ShouldBeNull();
    }

    [Fact]
    public async Task TableThatStaysBusy_IsAClearFailure()
    {
        var store = account.Runs();
        account.Network.Refuse(7, 503, "ServerBusy", Requests.Transaction);

        (await Should.ThrowAsync<IOException>(() => store.AddAsync(Some.Run()))).Message.ShouldContain("DistillRuns");
        (await store.FindAsync("r1")).ShouldBeNull();
    }

    [Fact]
    public async Task IdentityWithoutARole_IsToldWhichOnesItNeeds()
    {
        var store = account.Blobs();
        account.Network.Refuse(1, 403, "AuthorizationPermissionMismatch", Requests.Any);

        (await Should.ThrowAsync<IOException>(() => store.FindAsync("runs/r1/a"))).Message.ShouldContain("Storage Blob Data Owner");
    }
}
