using System.Text.Json.Nodes;
using Distill.Core.PreferencePairs;
using Distill.Testing;

namespace Distill.Core.Tests.PreferencePairs;

public class PairGuardsTests
{
    private static readonly PairGuardOptions Guards = new() { OnlineVersion = "small@2" };

    private static readonly PairMaterial Good = new()
    {
        Id = "s1",
        Prompt = Some.Sample().Prompt,
        Chosen = "今天晴，最高气温十五度。",
        Rejected = "我不知道今天的天气。",
        RejectedVersion = "small@2",
        RejectedThumb = -1,
    };

    public static TheoryData<PairMaterial, string?> Cases() =>
        new()
        {
            { Good, null },
            { Good with { Chosen = " " }, PairRejects.Empty },
            { Good with { Rejected = "" }, PairRejects.Empty },
            { Good with { Prompt = [] }, PairRejects.Empty },
            { Good with { RejectedVersion = "small@1" }, PairRejects.OffPolicy },
            { Good with { RejectedVersion = null }, PairRejects.OffPolicy },
            { Good with { RejectedThumb = 1 }, PairRejects.ContradictingFeedback },
            { Good with { RejectedThumb = null }, null },
            { Good with { Rejected = "今天晴，最高气温十五度。 " }, PairRejects.Identical },
            { Good with { Chosen = Long + "。", Rejected = Long + "！" }, PairRejects.NearIdentical },
            { Good with { Chosen = Long + Good.Chosen }, PairRejects.LengthSkew },
            { Good with { Rejected = Long + Good.Rejected }, PairRejects.LengthSkew },
        };

    private static string Long { get; } = string.Concat(Enumerable.Range(100, 60).Select(number => $"第{number}句"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check_NamesTheGuardThatDoesNotHold(PairMaterial pair, string? expected) =>
        (PairGuards.Check(pair, Guards)?.Reason).ShouldBe(expected);

    [Fact]
    public void Check_GuardsThatAreOff_AskNothing() =>
        PairGuards
            .Check(Good with { RejectedVersion = null, Chosen = Long }, new PairGuardOptions { MaxLengthRatio = null })
            .ShouldBeNull();

    [Fact]
    public void LengthSkew_OfEvenPairs_IsEven_AndOfLongerOnesIsNot()
    {
        var skew = LengthSkew.None.With(Pair(20, 10)).With(Pair(10, 20));
        (skew.ChosenLongerShare, skew.MeanRatio!.Value).ShouldBe((0.5, 1.0));

        LengthSkew.None.With(Pair(40, 10)).MeanRatio!.Value.ShouldBe(4, 1e-9);
        LengthSkew.None.MeanRatio.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"thumb":1}""", null)]
    [InlineData("""{"thumb":-1,"stop":true}""", null)]
    [InlineData("""{"thumb":0}""", PairRejects.NoThumb)]
    [InlineData("""{"thumb":"up"}""", PairRejects.NoThumb)]
    [InlineData("""{"thumb":1,"stopped":true}""", PairRejects.ContradictingFeedback)]
    [InlineData("""{"thumb":1,"edit":"不"}""", PairRejects.ContradictingFeedback)]
    public void ThumbRow_IsMadeOfAClearThumb(string feedback, string? expected)
    {
        var (row, drop) = ThumbRows.Of(Some.Sample() with { Feedback = JsonNode.Parse(feedback)!.AsObject() });

        (drop?.Reason).ShouldBe(expected);
        (row is null).ShouldBe(expected is not null);
    }

    [Fact]
    public void ThumbRow_WithoutAnAnswer_IsEmpty() =>
        ThumbRows
            .Of(Some.Sample(answer: null) with { Feedback = new JsonObject { ["thumb"] = -1 } })
            .Drop!.Reason.ShouldBe(PairRejects.Empty);

    private static PairMaterial Pair(int chosen, int rejected) =>
        Good with
        {
            Chosen = new string('好', chosen),
            Rejected = new string('坏', rejected),
        };
}
