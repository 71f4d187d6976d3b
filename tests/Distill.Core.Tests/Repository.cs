namespace Distill.Core.Tests;

/// <summary>Files of the repository that tests compare with.</summary>
internal static class Repository
{
    /// <summary>The full path of a file.</summary>
    public static string PathOf(params string[] segments)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Distill.Functions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("There is no Distill.Functions.sln above the tests.");
        }

        return Path.Combine([folder.FullName, .. segments]);
    }

    /// <summary>The text of a file.</summary>
    public static string ReadText(params string[] segments) => File.ReadAllText(PathOf(segments));
}
