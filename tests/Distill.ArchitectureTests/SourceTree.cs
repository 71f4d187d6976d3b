using Distill.Testing;

namespace Distill.ArchitectureTests;

/// <summary>The repository as files.</summary>
internal static class SourceTree
{
    private static readonly string[] Generated = ["obj", "bin", "node_modules", "artifacts"];

    /// <summary>Every project file under src.</summary>
    public static IReadOnlyList<string> Projects { get; } = [.. Files("src", "*.csproj")];

    /// <summary>Files of a pattern under a top-level folder, without generated ones.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(Generated.Contains));
}
