namespace Distill.ArchitectureTests;

/// <summary>The repository as files.</summary>
internal static class SourceTree
{
    private static readonly string[] Generated = ["obj", "bin", "node_modules", "artifacts"];

    /// <summary>The folder of the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every project file under src.</summary>
    public static IReadOnlyList<string> Projects { get; } = [.. Files("src", "*.csproj")];

    /// <summary>Files of a pattern under a top-level folder, without generated ones.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(Generated.Contains));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Distill.Functions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Distill.Functions.sln above {AppContext.BaseDirectory}.");
    }
}
