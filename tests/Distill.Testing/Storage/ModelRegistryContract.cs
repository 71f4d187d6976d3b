using Distill.Core.Models;
using Distill.Core.Storage;

namespace Distill.Testing.Storage;

public abstract class ModelRegistryContract : PortContract<IModelRegistry>
{
    [Fact]
    public async Task AddedVersion_IsFound_AlsoAfterReopening()
    {
        var added = await Store.AddAsync(Some.Model(datasets: ["d1", "d2"]), Cancellation);

        var found = (await (await ReopenAsync()).FindAsync("ft:student:1", Cancellation)).ShouldNotBeNull();

        found.ETag.ShouldBe(added.ETag);
        found.Value.Datasets.ShouldBe(["d1", "d2"]);
        found.Value.Quality["accuracy"].ShouldBe(0.93);
        (await Store.FindAsync("ft:student:2", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Add_OfTheSameAgain_ChangesNothing_AndOfAnotherIsAConflict()
    {
        var first = await Store.AddAsync(Some.Model(), Cancellation);

        (await Store.AddAsync(Some.Model(), Cancellation)).ETag.ShouldBe(first.ETag);
        await Should.ThrowAsync<StoreConflictException>(() => Store.AddAsync(Some.Model() with { RunId = "r2" }, Cancellation));
    }

    [Fact]
    public async Task Replace_WithAnOldETag_IsAConflict()
    {
        var added = await Store.AddAsync(Some.Model(), Cancellation);
        var better = added.Value with { Quality = new Dictionary<string, double> { ["accuracy"] = 0.99 } };

        await Store.ReplaceAsync(better, added.ETag, Cancellation);

        await Should.ThrowAsync<StoreConflictException>(() => Store.ReplaceAsync(added.Value, added.ETag, Cancellation));
        (await Store.FindAsync(added.Value.Id, Cancellation))!.Value.Quality["accuracy"].ShouldBe(0.99);
    }

    [Fact]
    public async Task Parent_Decision_AndPromotions_AreKept()
    {
        var added = await Store.AddAsync(Some.Model() with { Parent = "ft:student:0" }, Cancellation);
        var promoted = added.Value with
        {
            Decision = new DecisionReference("runs/r1/decision.json", new string('a', 64)),
            Promotions = [new ModelPromotion("rollout-1", "online", Some.Time, Some.Time.AddHours(1))],
        };

        await Store.ReplaceAsync(promoted, added.ETag, Cancellation);

        var found = (await (await ReopenAsync()).FindAsync(promoted.Id, Cancellation)).ShouldNotBeNull().Value;
        (found.Parent, found.Decision).ShouldBe(("ft:student:0", promoted.Decision));
        found.Promotions.ShouldBe(promoted.Promotions);
    }

    [Fact]
    public async Task List_IsNewestFirst()
    {
        foreach (var minute in (int[])[2, 0, 1])
        {
            await Store.AddAsync(Some.Model($"m{minute}", minute), Cancellation);
        }

        (await Store.ListAsync(Cancellation).Select(model => model.Id).ToListAsync(Cancellation)).ShouldBe(["m2", "m1", "m0"]);
    }
}
