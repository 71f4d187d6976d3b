using System.Text.Json.Nodes;
using CsCheck;
using Distill.Core.Filtering;
using Distill.Testing.Filtering;

namespace Distill.Core.Tests.Filtering;

public class FilterJsonTests
{
    [Fact]
    public void ToJson_ThenFromJson_GivesTheSameTree() =>
        GeneratedFilters.All.Sample(filter =>
            FilterExpression.FromJson(JsonNode.Parse(filter.ToJson().ToJsonString())).Expression!.ToString() == filter.ToString()
        );

    [Fact]
    public void FromJson_MapsToTheTreeOfTheText()
    {
        const string Json =
            """{"and":[{"field":"labels.intent","op":"in","value":["a","b"]},{"not":{"field":"answer","op":"matches","value":"x/y","ignoreCase":true}},{"field":"time","op":">=","value":"2026-11-23"}]}""";

        FilterExpression
            .FromJson(JsonNode.Parse(Json))
            .Expression!.ToString()
            .ShouldBe("labels.intent in (\"a\", \"b\") and answer not matches /x\\/y/i and time >= 2026-11-23T00:00:00Z");
    }

    [Theory]
    [InlineData("null", "(filter)", "a condition is an object")]
    [InlineData("{}", "(filter)", "empty")]
    [InlineData("""{"and":[{"field":"nope","op":"=","value":1}]}""", "and[0].field", "no field")]
    [InlineData("""{"and":[],"or":[]}""", "and", "other keys")]
    [InlineData("""{"or":[]}""", "or", "list of conditions")]
    [InlineData("""{"not":{"field":"id","op":"~","value":1}}""", "not.op", "no operator")]
    [InlineData("""{"field":"turns","op":"=","value":"x"}""", "value", "is a number")]
    [InlineData("""{"field":"meta.x","op":"in","value":["a",[]]}""", "value[1]", "missing or wrong")]
    [InlineData("""{"field":"meta.x","op":"between","value":[1]}""", "value", "two bounds")]
    [InlineData("""{"field":"id","op":"matches","value":"("}""", "value", "no regular expression")]
    [InlineData("""{"field":"id","op":"=","value":"a","extra":1}""", "extra", "unknown")]
    public void FromJson_OfAnError_TellsItsPath(string json, string path, string message)
    {
        var error = FilterExpression.FromJson(JsonNode.Parse(json)).Error.ShouldNotBeNull();

        error.Path.ShouldBe(path);
        error.Message.ShouldContain(message);
    }
}
