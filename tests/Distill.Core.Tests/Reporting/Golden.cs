using Distill.Testing;

namespace Distill.Core.Tests.Reporting;

/// <summary>Compares a rendering with a committed file. With <c>DISTILL_UPDATE_GOLDEN=1</c> the file is written instead: look at the difference before committing it.</summary>
internal static class Golden
{
    public static void ShouldMatch(string actual, string name)
    {
        var path = Repository.PathOf("tests", "Distill.Core.Tests", "Reporting", "golden", name);
        if (Environment.GetEnvironmentVariable("DISTILL_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        actual.ShouldBe(File.ReadAllText(path), $"Differs from {path}; set DISTILL_UPDATE_GOLDEN=1 to accept what is new.");
    }
}
