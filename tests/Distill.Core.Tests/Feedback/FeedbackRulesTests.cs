using System.Text.Json;
using Distill.Core.Feedback;
using Distill.Testing;

namespace Distill.Core.Tests.Feedback;

public class FeedbackRulesTests
{
    [Theory]
    [InlineData("""{"asid":"a","type":"thumb","value":0}""")]
    [InlineData("""{"asid":"a","type":"thumb","value":-1,"text":"wrong year"}""")]
    [InlineData("""{"asid":"a","type":"rating","value":5}""")]
    [InlineData("""{"asid":"a","type":"comment","text":"x"}""")]
    [InlineData("""{"asid":"a","type":"preferred","text":"x"}""")]
    [InlineData("""{"asid":"a","type":"edit","text":"x"}""")]
    [InlineData("""{"asid":"a","type":"stop"}""")]
    [InlineData("""{"asid":"a","type":"copy"}""")]
    [InlineData("""{"asid":"a","type":"download"}""")]
    [InlineData("""{"asid":"a","type":"retry"}""")]
    [InlineData("""{"asid":"a","type":"click","text":"link"}""")]
    [InlineData("""{"asid":"a","type":"order","value":129.9}""")]
    [InlineData("""{"asid":"a","type":"conversion","value":null}""")]
    [InlineData("""{"asid":"a","type":"dwell","value":12.25,"time":"2020-01-01T00:00:00+08:00"}""")]
    public void Check_OfAnEventOfItsType_TakesIt(string json) => Check(json).Event.ShouldNotBeNull();

    [Theory]
    [InlineData("""7""", "")]
    [InlineData("""{"type":"stop"}""", "asid")]
    [InlineData("""{"asid":"a"}""", "type")]
    [InlineData("""{"asid":"a","type":"like"}""", "type")]
    [InlineData("""{"asid":"a","type":"thumb"}""", "value")]
    [InlineData("""{"asid":"a","type":"thumb","value":0.5}""", "value")]
    [InlineData("""{"asid":"a","type":"thumb","value":"1"}""", "value")]
    [InlineData("""{"asid":"a","type":"rating","value":4.5}""", "value")]
    [InlineData("""{"asid":"a","type":"rating","value":0}""", "value")]
    [InlineData("""{"asid":"a","type":"dwell","value":-1}""", "value")]
    [InlineData("""{"asid":"a","type":"stop","value":1}""", "value")]
    [InlineData("""{"asid":"a","type":"edit","text":""}""", "text")]
    [InlineData("""{"asid":"a","type":"stop","text":"x"}""", "text")]
    [InlineData("""{"asid":"a","type":"stop","colour":"red"}""", "colour")]
    [InlineData("""{"asid":"a","type":"stop","time":"yesterday"}""", "time")]
    [InlineData("""{"asid":"a","type":"stop","time":"2999-01-01T00:00:00Z"}""", "time")]
    [InlineData("""{"asid":7,"type":"stop"}""", "asid")]
    public void Check_OfAWrongField_NamesIt(string json, params string[] fields)
    {
        var (item, faults) = Check(json);

        item.ShouldBeNull();
        faults.Select(fault => fault.Field).ShouldBe(fields);
    }

    [Fact]
    public void Check_OfAnEventWithoutIdAndTime_GivesItWhatTheIntakeSays()
    {
        var item = Check("""{"asid":"a","type":"stop","user":"ada"}""").Event.ShouldNotBeNull();

        (item.EventId, item.Time, item.User).ShouldBe(("given", Some.Time, "hash of ada"));
    }

    [Fact]
    public void RecentEvents_BeyondTheCapacity_ForgetTheOldest()
    {
        var recent = new RecentEvents(2);

        recent.TryAdd("1").ShouldBeTrue();
        recent.TryAdd("1").ShouldBeFalse();
        recent.TryAdd("2").ShouldBeTrue();
        recent.TryAdd("3").ShouldBeTrue();
        recent.TryAdd("1").ShouldBeTrue();
        recent.TryAdd("3").ShouldBeFalse();
    }

    private static (FeedbackEvent? Event, IReadOnlyList<FeedbackFault> Faults) Check(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FeedbackRules.Check(FeedbackFields.Of(document.RootElement), Some.Time, "given", user => $"hash of {user}");
    }
}
