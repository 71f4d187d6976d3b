using Distill.Testing;

namespace Distill.Core.Tests.Planning;

public sealed class ScaleDocsTests
{
    [Theory]
    [InlineData("money")]
    [InlineData("work")]
    [InlineData("quotas")]
    public void Table_OfTheDocs_IsWhatThePlannerSays(string name)
    {
        var expected = name switch
        {
            "money" => ScaleTables.Money(),
            "work" => ScaleTables.Work(),
            _ => ScaleTables.Quotas(),
        };

        var docs = Repository.ReadText("docs", "scale.md").ReplaceLineEndings("\n");

        docs.ShouldContain($"<!-- table: {name} -->\n{expected}", Case.Sensitive, $"put into docs/scale.md:\n{expected}");
    }
}
