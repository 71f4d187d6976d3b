using Distill.Testing;

namespace Distill.EndToEndTests.Processes;

/// <summary>The real executable, built beside this assembly in the same configuration.</summary>
internal static class BuiltCli
{
    /// <summary>Its path.</summary>
    public static string Executable { get; } = FindExecutable();

    private static string FindExecutable()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;
        var path = Path.Combine(Repository.Root, "artifacts", "bin", "Distill.Cli", configuration, "distill");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build src/Distill.Cli first: {path} is missing.");
    }
}
