using System.Text.RegularExpressions;
using Distill.Testing;

namespace Distill.ArchitectureTests;

/// <summary>Habits that a reader relies on: small files, one public type a file, folders named by concept.</summary>
public partial class HouseRuleTests
{
    private const int LineBudget = 250;

    private static readonly string[] KindFolders =
    [
        "Services",
        "Helpers",
        "Utils",
        "Utilities",
        "Exceptions",
        "Interfaces",
        "Managers",
        "Common",
        "Misc",
    ];

    [Fact]
    public void SourceFiles_StayWithinTheLineBudget() =>
        SourceTree
            .Files("src", "*.cs")
            .Where(path => File.ReadLines(path).Count() > LineBudget)
            .Select(Relative)
            .ShouldBeEmpty($"a file of more than {LineBudget} lines holds two concepts");

    [Fact]
    public void SourceFiles_HoldOnePublicType() =>
        SourceTree
            .Files("src", "*.cs")
            .Where(path => PublicType().Count(File.ReadAllText(path)) > 1)
            .Select(Relative)
            .ShouldBeEmpty("one public type a file");

    [Fact]
    public void Folders_AreNamedByConcept() =>
        SourceTree
            .Files("src", "*.cs")
            .Concat(SourceTree.Files("tests", "*.cs"))
            .Select(Relative)
            .Where(path => path.Split('/').Any(KindFolders.Contains))
            .ShouldBeEmpty("folders are named by domain concept, never by kind");

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    [GeneratedRegex(
        @"^public [\w ]*?\b(class|record|struct|interface|enum|delegate)\b",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex PublicType();
}
