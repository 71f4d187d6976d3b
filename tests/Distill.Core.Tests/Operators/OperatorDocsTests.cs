using System.Text.RegularExpressions;
using Distill.Core.Operators;
using Distill.Testing;

namespace Distill.Core.Tests.Operators;

public partial class OperatorDocsTests
{
    [Fact]
    public void Docs_HaveARowForEachOperatorWithItsKindAndParameters()
    {
        var rows = Rows().Matches(Repository.ReadText("docs", "operators.md")).ToDictionary(row => row.Groups["name"].Value, row => row);
        rows.Keys.ShouldBe(OperatorRegistry.Default.Descriptors.Select(descriptor => descriptor.Name), ignoreOrder: true);
        foreach (var descriptor in OperatorRegistry.Default.Descriptors)
        {
            var row = rows[descriptor.Name];
            row.Groups["kind"].Value.ShouldBe(descriptor.Kind.ToString().ToLowerInvariant());
            foreach (var parameter in descriptor.Parameters)
            {
                row.Groups["parameters"].Value.ShouldContain($"`{parameter.Name}`");
            }
        }
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z_]+)` \| (?<kind>mapper|filter|deduplicator) \| (?<parameters>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
