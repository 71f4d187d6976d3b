using Distill.Core.Storage;

namespace Distill.Testing.Storage;

public abstract class ResponseCacheContract : PortContract<IResponseCache>
{
    [Fact]
    public async Task AddedAnswers_AreFoundByKey_AlsoAfterReopening_AndUnknownKeysAreAbsent()
    {
        await Store.AddAsync([Some.Answer("k1"), Some.Answer("k2", "中性")], Cancellation);

        var found = await (await ReopenAsync()).FindAsync(["k1", "k2", "k3"], Cancellation);

        found.Count.ShouldBe(2);
        found["k1"].ShouldBe(Some.Answer("k1"));
        found["k2"].Content.ShouldBe("中性");
    }

    [Fact]
    public async Task SecondAnswerOfAKey_DoesNotReplaceTheFirst()
    {
        await Store.AddAsync([Some.Answer("k", "first"), Some.Answer("k", "twin")], Cancellation);
        await Store.AddAsync([Some.Answer("k", "later")], Cancellation);

        (await Store.FindAsync(["k"], Cancellation))["k"].Content.ShouldBe("first");
    }

    [Fact]
    public async Task NoKeysAndNoAnswers_AreFine()
    {
        await Store.AddAsync([], Cancellation);

        (await Store.FindAsync([], Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task DeletedAnswers_AreGone_AndOthersStay_AlsoWhenLong()
    {
        await Store.AddAsync([Some.Answer("k1", new string('长', 600_000)), Some.Answer("k2"), Some.Answer("k3")], Cancellation);

        (await Store.DeleteAsync(["k1", "k3", "k4"], Cancellation)).ShouldBe(2);

        (await (await ReopenAsync()).FindAsync(["k1", "k2", "k3"], Cancellation)).Keys.ShouldBe(["k2"]);
        (await Store.DeleteAsync(["k1"], Cancellation)).ShouldBe(0);
        await Store.AddAsync([Some.Answer("k1", "again")], Cancellation);
        (await Store.FindAsync(["k1"], Cancellation))["k1"].Content.ShouldBe("again");
    }

    [Fact]
    public async Task ManyAnswersAtOnce_AreAllFound()
    {
        string[] keys = [.. Enumerable.Range(0, 2500).Select(index => $"{index:x64}")];

        await Task.WhenAll(keys.Chunk(500).Select(chunk => Store.AddAsync([.. chunk.Select(key => Some.Answer(key))], Cancellation)));

        (await Store.FindAsync(keys, Cancellation)).Count.ShouldBe(2500);
    }
}
