using CsCheck;
using Distill.Core.Feedback;
using Distill.Core.Feedback.Folding;

namespace Distill.Core.Tests.Feedback;

public sealed class FeedbackFoldTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<FeedbackEvent> Events = Gen.Select(
        Gen.Int[0, FeedbackType.All.Count - 1].Select(index => FeedbackType.All[index]),
        Gen.Int[0, 5],
        Gen.Int[0, 9],
        Gen.Int[1, 5],
        (type, second, id, value) =>
            new FeedbackEvent
            {
                EventId = $"{type.Name}{id}{second}{value}",
                Asid = "a",
                Type = type.Name,
                Value = type.Value == FieldNeed.Required ? (type.Name == "thumb" ? value % 3 - 1 : value) : null,
                Text = type.Text == FieldNeed.Required ? $"text {id}" : null,
                Time = Noon.AddSeconds(second),
            }
    );

    [Fact]
    public void Add_InAnyOrderAndRepeated_GivesTheSame() =>
        Gen.Select(Events.Array[0, 12], Gen.Int)
            .Sample(
                (events, seed) =>
                {
                    FeedbackEvent[] again = [.. events, .. events];
                    new Random(seed).Shuffle(again);

                    Folded(again).ToJson().ToJsonString().ShouldBe(Folded(events).ToJson().ToJsonString());
                }
            );

    [Fact]
    public void Add_LaterWords_ReplaceEarlierOnes()
    {
        var fold = Folded([
            Event("thumb", 1, 5, value: 1),
            Event("thumb", 2, 1, value: -1),
            Event("edit", 3, 2, text: "b"),
            Event("edit", 4, 1, text: "a"),
        ]);

        fold.Thumb.ShouldBe(1);
        fold.ToJson().ToJsonString().ShouldBe("""{"edit":"b","thumb":1}""");
    }

    [Fact]
    public void Add_ThumbOfNought_TakesTheThumbBack()
    {
        var fold = Folded([Event("thumb", 1, 1, value: -1), Event("thumb", 2, 2, value: 0), Event("copy", 3, 1)]);

        fold.Thumb.ShouldBeNull();
        fold.ToJson().ToJsonString().ShouldBe("""{"copies":1}""");
    }

    [Fact]
    public void Add_Actions_AddUp() =>
        Folded([
                Event("copy", 1, 1),
                Event("copy", 2, 1),
                Event("stop", 3, 1),
                Event("dwell", 4, 1, value: 4.5),
                Event("dwell", 5, 2, value: 2),
            ])
            .ToJson()
            .ToJsonString()
            .ShouldBe("""{"copies":2,"stopped":true,"dwell_s":4.5}""");

    [Fact]
    public void Add_EveryType_IsKnown()
    {
        foreach (var type in FeedbackType.All)
        {
            Folded([Event(type.Name, 1, 1, value: 1, text: "t")]).ToJson().Count.ShouldBe(1, type.Name);
        }
    }

    [Fact]
    public void Index_EventsOfSeveralAnswers_AreFoldedApart()
    {
        var index = new FeedbackIndex();
        index.Add(Event("thumb", 1, 1, value: 1));
        index.Add(Event("thumb", 1, 1, value: 1));
        index.Add(Event("thumb", 2, 1, value: -1) with { Asid = "b" });

        index.Find("a")!.Thumb.ShouldBe(1);
        index.Find("b")!.Thumb.ShouldBe(-1);
        index.Find("c").ShouldBeNull();
        (index.Answers, index.Events, index.Repeated).ShouldBe((2, 2, 1));
    }

    internal static FeedbackFold Folded(IEnumerable<FeedbackEvent> events)
    {
        var fold = new FeedbackFold();
        foreach (var item in events)
        {
            fold.Add(item);
        }

        return fold;
    }

    internal static FeedbackEvent Event(string type, int id, int second, double? value = null, string? text = null) =>
        new()
        {
            EventId = $"e{id}",
            Asid = "a",
            Type = type,
            Value = value,
            Text = text,
            Time = Noon.AddSeconds(second),
        };
}
