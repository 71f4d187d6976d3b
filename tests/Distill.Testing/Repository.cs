namespace Distill.Testing;

/// <summary>The repository that the tests were built in, found from the test assembly.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } =
        FindRoot() ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Distill.Functions.sln.");

    /// <summary>The full path of a file or folder.</summary>
    public static string PathOf(params string[] segments) => Path.Combine([Root, .. segments]);

    /// <summary>The text of a file.</summary>
    public static string ReadText(params string[] segments) => File.ReadAllText(PathOf(segments));

    /// <summary>The folder of the solution, or null where the tests run outside a checkout.</summary>
    internal static string? FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Distill.Functions.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
