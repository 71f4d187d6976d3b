using Distill.Core.Gateway;
using Distill.Core.Storage;

namespace Distill.Testing.Storage;

public abstract class AliasStoreContract : PortContract<IAliasStore>
{
    [Fact]
    public async Task AddedAlias_IsFound_AlsoAfterReopening()
    {
        var added = await Store.AddAsync(Alias(), Cancellation);

        var found = (await (await ReopenAsync()).FindAsync("online", Cancellation)).ShouldNotBeNull();

        found.ETag.ShouldBe(added.ETag);
        found.Value.Targets.ShouldBe(Alias().Targets);
        found.Value.Fallbacks.ShouldBe(Alias().Fallbacks);
        found.Value.Shadows.ShouldBe(Alias().Shadows);
        (await Store.FindAsync("offline", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Add_OfANameThatIsThere_IsAConflict()
    {
        await Store.AddAsync(Alias(), Cancellation);

        await Should.ThrowAsync<StoreConflictException>(() => Store.AddAsync(Alias(), Cancellation));
    }

    [Fact]
    public async Task Replace_WithAnOldETag_IsAConflict()
    {
        var added = await Store.AddAsync(Alias(), Cancellation);
        var promoted = added.Value with { Targets = [new AliasTarget { Model = "student", Version = "ft:2" }] };

        await Store.ReplaceAsync(promoted, added.ETag, Cancellation);

        await Should.ThrowAsync<StoreConflictException>(() => Store.ReplaceAsync(added.Value, added.ETag, Cancellation));
        (await Store.FindAsync("online", Cancellation))!.Value.Targets.Single().Version.ShouldBe("ft:2");
    }

    [Fact]
    public async Task List_IsNewestFirst()
    {
        foreach (var minute in (int[])[2, 0, 1])
        {
            await Store.AddAsync(Alias($"a{minute}", minute), Cancellation);
        }

        (await Store.ListAsync(Cancellation).Select(alias => alias.Name).ToListAsync(Cancellation)).ShouldBe(["a2", "a1", "a0"]);
    }

    private static ModelAlias Alias(string name = "online", int minutes = 0) =>
        new()
        {
            Name = name,
            Targets =
            [
                new AliasTarget { Model = "teacher", Weight = 95 },
                new AliasTarget
                {
                    Model = "student",
                    Version = "ft:1",
                    Weight = 5,
                },
            ],
            Fallbacks = [new AliasTarget { Model = "teacher" }],
            Shadows = [new AliasShadow { Model = "student", Percent = 12.5 }],
            CreatedAt = Some.Time.AddMinutes(minutes),
        };
}
