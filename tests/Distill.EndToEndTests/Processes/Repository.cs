namespace Distill.EndToEndTests.Processes;

/// <summary>Where things are, found from the test assembly.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The real executable, built beside this assembly in the same configuration.</summary>
    public static string Executable { get; } = FindExecutable();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Distill.Functions.sln")))
        {
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Distill.Functions.sln.");
        }

        return folder;
    }

    private static string FindExecutable()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;
        var path = Path.Combine(Root, "artifacts", "bin", "Distill.Cli", configuration, "distill");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build src/Distill.Cli first: {path} is missing.");
    }
}
