using System.Text.Json.Nodes;
using Distill.Core.Operators;

namespace Distill.Core.Tests.Operators;

public class OperatorParameterTests
{
    private static readonly OperatorParameter Count = OperatorParameter.Integer("count", 1, 0, 5, "");
    private static readonly OperatorParameter Ratio = OperatorParameter.Number("ratio", 0.5, 0, 1, "");
    private static readonly OperatorParameter Flag = OperatorParameter.Boolean("flag", false, "");
    private static readonly OperatorParameter Form = OperatorParameter.Choice("form", ["nfc", "nfkc"], "");
    private static readonly OperatorParameter Salt = OperatorParameter.Text("salt", "", "");
    private static readonly OperatorParameter Phrases = OperatorParameter.Texts("phrases", "");
    private static readonly OperatorParameter Kinds = OperatorParameter.Choices("kinds", ["email", "phone"], ["email"], "");

    public static TheoryData<string, string, object> Good { get; } =
        new()
        {
            { "count", "3", 3 },
            { "count", "\"3\"", 3 },
            { "ratio", "0.25", 0.25 },
            { "ratio", "\"0.25\"", 0.25 },
            { "ratio", "1", 1.0 },
            { "flag", "true", true },
            { "flag", "\"false\"", false },
            { "form", "\"nfkc\"", "nfkc" },
            { "salt", "\"\"", "" },
            { "phrases", "[\"a\",\"b\"]", new[] { "a", "b" } },
            { "kinds", "[\"phone\"]", new[] { "phone" } },
        };

    [Theory]
    [MemberData(nameof(Good))]
    public void Read_OfAnAllowedValue_GivesIt(string name, string json, object expected) =>
        Of(name).Read(JsonNode.Parse(json)).ShouldBe(expected);

    [Theory]
    [InlineData("count", "6", "an integer from 0 to 5")]
    [InlineData("count", "1.5", "an integer from 0 to 5")]
    [InlineData("ratio", "1.01", "a number from 0 to 1")]
    [InlineData("ratio", "\"NaN\"", "a number from 0 to 1")]
    [InlineData("flag", "\"yes\"", "true or false")]
    [InlineData("form", "\"nfd\"", "one of nfc, nfkc")]
    [InlineData("salt", "1", "a text")]
    [InlineData("phrases", "[\"\"]", "a list of texts")]
    [InlineData("kinds", "[\"iban\"]", "a list of some of email, phone")]
    [InlineData("kinds", "null", "a list of some of email, phone")]
    public void Read_OfAnythingElse_GivesNothingAndAllowedSaysWhatWould(string name, string json, string allowed)
    {
        Of(name).Read(JsonNode.Parse(json)).ShouldBeNull();
        Of(name).Allowed.ShouldBe(allowed);
    }

    private static OperatorParameter Of(string name) =>
        new[] { Count, Ratio, Flag, Form, Salt, Phrases, Kinds }.Single(parameter => parameter.Name == name);
}
