namespace Distill.Testing;

/// <summary>The real data for tests: the folder beside the repository, or the one that DISTILL_SHARED_DATA names.</summary>
public static class SharedData
{
    private const string Variable = "DISTILL_SHARED_DATA";

    private static readonly Lazy<string?> Folder = new(Find);

    /// <summary>The file or folder at a path within; skips the test when the data is not on this machine.</summary>
    public static string Require(params ReadOnlySpan<string> parts)
    {
        if (Folder.Value is null)
        {
            Assert.Skip(
                $"The shared data is not on this machine: neither ../shared/data beside the repository nor {Variable} leads to it."
            );
        }

        var path = Path.Combine([Folder.Value, .. parts]);
        return Path.Exists(path) ? path : throw new FileNotFoundException("The shared data lacks a file that a test needs.", path);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Directory.Exists(named)
                ? named
                : throw new DirectoryNotFoundException($"{Variable} names '{named}', which is no folder.");
        }

        if (Repository.FindRoot() is not { } root)
        {
            return null;
        }

        var data = Path.GetFullPath(Path.Combine(root, "..", "shared", "data"));
        return Directory.Exists(data) ? data : null;
    }
}
