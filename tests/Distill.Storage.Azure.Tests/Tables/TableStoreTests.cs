using Distill.Core.Datasets;
using Distill.Core.Inference;
using Distill.Core.Storage;
using Distill.Storage.Azure.Tables;
using Distill.Testing;
using Distill.Testing.Azurite;

namespace Distill.Storage.Azure.Tests.Tables;

/// <summary>What tables add to the contracts: races among processes, limits of rows, names that are no keys.</summary>
public class TableStoreTests(AzuriteServer azurite)
{
    private readonly AzureAccount account = new(azurite);

    [Theory]
    [InlineData(100)]
    [InlineData(31_990)]
    [InlineData(200_000)]
    [InlineData(700_000)]
    public async Task Record_OfAnyLength_IsReadBack(int characters)
    {
        var store = account.Runs();
        var error = string.Concat(Enumerable.Repeat("错𝄞", characters / 3));

        var added = await store.AddAsync(Some.Run() with { Error = error });
        (await store.FindAsync("r1"))!.Value.Error.ShouldBe(error);

        var replaced = await store.ReplaceAsync(added.Value with { Error = "x" + error }, added.ETag);
        (await store.FindAsync("r1"))!.Value.Error.ShouldBe("x" + error);
        (await store.ListAsync().SingleAsync()).Error.ShouldBe("x" + error);

        await store.ReplaceAsync(added.Value, replaced.ETag);
        (await store.FindAsync("r1"))!.Value.Error.ShouldBe(error);
    }

    [Fact]
    public async Task ManifestOfThousandsOfShards_IsReadBack_AndAddedAgainWithoutAChange()
    {
        var store = account.Datasets();
        var manifest = Some.Manifest() with
        {
            Shards =
            [
                .. Enumerable
                    .Range(0, 4000)
                    .Select(index => new ShardInfo($"datasets/d1/shard-{index:D5}.jsonl", 1000, 4_000_000, new string('a', 64))),
            ],
        };

        await store.AddAsync(manifest);
        await store.AddAsync(manifest);

        (await store.FindByNameAsync("news"))!.Shards.ShouldBe(manifest.Shards);
        (await account.Blobs().ListAsync("state").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task ManyWritersOfOneNameAndVersion_ExactlyOneHasIt_AndTheOthersLeaveNothing()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => AddAsync(account.Datasets(), $"d{index}")));

        outcomes.Count(won => won).ShouldBe(1);
        var winner = await account.Datasets().ListAsync().SingleAsync();
        winner.Id.ShouldBe($"d{Array.IndexOf(outcomes, true)}");
        (await account.Datasets().FindAsync(winner.Id)).ShouldNotBeNull();

        static async Task<bool> AddAsync(IDatasetStore store, string id)
        {
            try
            {
                await store.AddAsync(Some.Manifest(id));
                return true;
            }
            catch (StoreConflictException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task ManyReplacersWithTheSameContent_ExactlyOneSucceeds()
    {
        var added = await account.Runs().AddAsync(Some.Run());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReplaceAsync(account.Runs())));

        outcomes.Count(won => won).ShouldBe(1);

        async Task<bool> ReplaceAsync(IRunStore store)
        {
            try
            {
                await store.ReplaceAsync(added.Value with { Round = 2 }, added.ETag);
                return true;
            }
            catch (StoreConflictException)
            {
                return false;
            }
        }
    }

    [Theory]
    [InlineData("a/b#c?d\\e")]
    [InlineData("公告 情感\t'1'")]
    [InlineData("news|")]
    [InlineData("!0041")]
    public async Task NameThatIsNoKey_IsFound_AndNoOther(string name)
    {
        var store = account.Datasets();
        await store.AddAsync(Some.Manifest("d1", "news"));
        await store.AddAsync(Some.Manifest(name, name, version: 7));

        (await store.FindByNameAsync(name))!.Id.ShouldBe(name);
        (await store.FindByNameAsync(name, 7))!.Id.ShouldBe(name);
        (await store.FindAsync(name))!.Version.ShouldBe(7);
        (await store.FindByNameAsync("news"))!.Id.ShouldBe("d1");
        (await store.FindByNameAsync("A")).ShouldBeNull();
        (await store.FindByNameAsync("new")).ShouldBeNull();
    }

    [Fact]
    public async Task ResponsesOfWhichSomeAreKnown_AreAdded_AndTheKnownStay()
    {
        var store = account.Responses();
        string[] keys = [.. Enumerable.Range(0, 300).Select(index => $"{index:x64}")];
        await store.AddAsync([.. keys.Where((_, index) => index % 3 == 0).Select(key => Some.Answer(key, "known"))]);

        await store.AddAsync([.. keys.Select(key => Some.Answer(key, "new"))]);

        var found = await store.FindAsync(keys);
        found.Count.ShouldBe(300);
        found.Values.Count(answer => answer.Content == "known").ShouldBe(100);
    }

    [Fact]
    public async Task LongResponses_AreAddedInTransactionsThatTheServiceTakes()
    {
        var store = account.Responses();
        // All in one partition, and each character is six in a transaction: together they would be twice too much.
        ChatAnswer[] answers =
        [
            .. Enumerable
                .Range(0, 10_000)
                .Select(index => $"k{index}")
                .Where(key => AzureResponseCache.Partition(key) == "0")
                .Take(45)
                .Select(key => Some.Answer(key, new string('答', 30_000))),
        ];

        await store.AddAsync(answers);

        (await store.FindAsync([.. answers.Select(answer => answer.Key)])).Values.ShouldAllBe(answer => answer.Content.Length == 30_000);
    }

    [Fact]
    public async Task ResponseTooLongForARow_IsReadBack()
    {
        var store = account.Responses();
        var content = new string('答', RowJson.MaxInRow);

        await store.AddAsync([Some.Answer("long", content), Some.Answer("short")]);

        (await store.FindAsync(["long"]))["long"].Content.ShouldBe(content);
    }
}
