using Distill.Cli.Terminal;

namespace Distill.Cli.Tests.Terminal;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly 10", 10, "exactly 10")]
    [InlineData("a longer text", 8, "a longe…")]
    [InlineData("公司公告情感", 12, "公司公告情感")]
    [InlineData("公司公告情感", 7, "公司公…")]
    [InlineData("公司公告情感", 6, "公司…")]
    public void Truncate_CountsCellsNotCharacters(string text, int width, string expected) =>
        CellText.Truncate(text, width).ShouldBe(expected);
}
