using Distill.Cli.Failures;
using Distill.Cli.Import;

namespace Distill.Cli.Tests.Import;

public sealed class MappingOptionsTests
{
    [Fact]
    public void Parse_Nothing_IsNoMapping() => MappingOptions.Parse([]).ShouldBeNull();

    [Fact]
    public void Parse_AllParts_FillsTheMapping()
    {
        var mapping = MappingOptions
            .Parse(["template=Rate: {text}", "id=key", "label.gold=y", "label.topic=t", "meta.source=s"])
            .ShouldNotBeNull();

        mapping.Template.ShouldBe("Rate: {text}");
        mapping.Id.ShouldBe("key");
        mapping.Labels.ShouldBe(new Dictionary<string, string> { ["gold"] = "y", ["topic"] = "t" });
        mapping.Meta.ShouldBe(new Dictionary<string, string> { ["source"] = "s" });
    }

    [Theory]
    [InlineData("prompt")]
    [InlineData("prompt=")]
    [InlineData("=x")]
    [InlineData("label.=x")]
    [InlineData("mood=x")]
    public void Parse_WrongMapping_SaysWhatPartsThereAre(string map) =>
        Should
            .Throw<CliException>(() => MappingOptions.Parse([map]))
            .Failure.Problems[0]
            .Remedy.ShouldNotBeNull()
            .ShouldContain("label.NAME");
}
