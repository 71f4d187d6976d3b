using Distill.Cli.Terminal;

namespace Distill.Cli.Tests.Terminal;

public sealed class TrimmingWriterTests
{
    [Theory]
    [InlineData("a  \nb", "a\nb")]
    [InlineData("a b   \r\n   c", "a b\r\n   c")]
    [InlineData("   \n", "\n")]
    [InlineData("公告  \n", "公告\n")]
    public void Write_SpacesAtTheEndOfLines_AreDropped(string written, string expected)
    {
        var target = new StringWriter();

        new TrimmingWriter(target).Write(written);

        target.ToString().ShouldBe(expected);
    }
}
