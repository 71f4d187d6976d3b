using System.Xml.Linq;

namespace Distill.ArchitectureTests;

/// <summary>Who may reference whom: Core under everything, adapters beside each other, hosts on top. The project files are the truth.</summary>
public class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Distill.Core"] = [],
        ["Distill.Orchestrations"] = ["Distill.Core"],
        ["Distill.Activities"] = ["Distill.Core", "Distill.Orchestrations"],
        ["Distill.Providers"] = ["Distill.Core"],
        ["Distill.Storage.Azure"] = ["Distill.Core"],
        ["Distill.Storage.Local"] = ["Distill.Core"],
        ["Distill.DuckDb"] = ["Distill.Core"],
        ["Distill.Api"] = ["Distill.Core", "Distill.Orchestrations"],
        ["Distill.Telemetry"] = ["Distill.Core"],
        ["Distill.ModelEmulator"] = [],
        ["Distill.Standins.DurableTask"] = [],
        ["Distill.Standins.FunctionsWorker"] = ["Distill.Standins.DurableTask"],
        ["Distill.Functions"] =
        [
            "Distill.Core",
            "Distill.Orchestrations",
            "Distill.Activities",
            "Distill.Providers",
            "Distill.Storage.Azure",
            "Distill.DuckDb",
            "Distill.Api",
            "Distill.Telemetry",
        ],
        ["Distill.LocalHost"] =
        [
            "Distill.Core",
            "Distill.Orchestrations",
            "Distill.Activities",
            "Distill.Providers",
            "Distill.Storage.Azure",
            "Distill.Storage.Local",
            "Distill.DuckDb",
            "Distill.Api",
            "Distill.Functions",
            "Distill.ModelEmulator",
        ],
        ["Distill.Cli"] =
        [
            "Distill.Core",
            "Distill.Orchestrations",
            "Distill.Activities",
            "Distill.Providers",
            "Distill.Storage.Local",
            "Distill.DuckDb",
            "Distill.Api",
            "Distill.LocalHost",
            "Distill.ModelEmulator",
        ],
    };

    public static TheoryData<string> Projects => [.. SourceTree.Projects.Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnlyWhatItsLayerMay(string project)
    {
        Allowed.ShouldContainKey(project, "a new project needs its row in this table: which layer is it?");

        References(project).Except(Allowed[project]).ShouldBeEmpty($"{project} reaches outside its layer");
    }

    [Fact]
    public void Standins_AreReferencedOnlyThroughTheSwitch() =>
        SourceTree
            .Projects.Where(path => !path.Contains("Standins", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path).Contains("Distill.Standins", StringComparison.Ordinal))
            .ShouldBeEmpty("import src/Standins/Durable.props or Worker.props, so that -p:AzurePackages=true replaces them");

    private static IEnumerable<string> References(string project) =>
        XDocument
            .Load(SourceTree.Projects.Single(path => Path.GetFileNameWithoutExtension(path) == project))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
