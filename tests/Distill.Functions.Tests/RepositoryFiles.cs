namespace Distill.Functions.Tests;

/// <summary>Files of the repository that the tests run in.</summary>
internal static class RepositoryFiles
{
    private static readonly string Root = Find();

    /// <summary>The path of a file.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Distill.Functions.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run within the repository.");
        }

        return folder.FullName;
    }
}
