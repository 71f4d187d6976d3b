using Distill.LocalHost.Hosting;
using Distill.LocalHost.Hosting.Configuration;

namespace Distill.LocalHost.Tests.Hosting.Configuration;

public sealed class YamlSettingsTests
{
    [Fact]
    public void Parse_NestedKeysAndLists_BecomeColonPaths()
    {
        var settings = Parse(
            """
            # models
            models:
              teacher: { endpoint: emulator, requestsPerMinute: 600, emulated: true, apiKeyVariable: ~ }
            list:
              - a
              - b: "1"
            text: "null"
            """
        );

        settings["Models:Teacher:Endpoint"].ShouldBe("emulator");
        settings["models:teacher:requestsPerMinute"].ShouldBe("600");
        settings["models:teacher:emulated"].ShouldBe("true");
        settings["models:teacher:apiKeyVariable"].ShouldBeNull();
        settings["list:0"].ShouldBe("a");
        settings["list:1:b"].ShouldBe("1");
        settings["text"].ShouldBe("null");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("~")]
    public void Parse_EmptyDocument_HasNoSettings(string text) => Parse(text).ShouldBeEmpty();

    [Theory]
    [InlineData("a: 1\nb: [1, 2\n", "test.yaml:3:")]
    [InlineData("a: 1\n\tb: 2", "test.yaml:2:")]
    [InlineData("- a", "test.yaml:1: Settings are")]
    [InlineData("a:\n  b: 1\n  B: 2", "test.yaml:3: The key 'a:B' is there twice")]
    [InlineData("a: 1\na: 2", "test.yaml:2:")]
    [InlineData("x: &x {a: 1}\ny:\n  <<: *x", "test.yaml:3: Merge keys")]
    [InlineData("a: 1\n---\nb: 2", "test.yaml:3: Only one document")]
    [InlineData("? [a]\n: 1", "test.yaml:1: A key must be plain text")]
    public void Parse_WrongFile_NamesFileAndLine(string text, string message) =>
        Should.Throw<LocalHostException>(() => Parse(text)).Message.ShouldStartWith(message);

    private static IReadOnlyDictionary<string, string?> Parse(string text) => YamlSettings.Parse("test.yaml", new StringReader(text));
}
