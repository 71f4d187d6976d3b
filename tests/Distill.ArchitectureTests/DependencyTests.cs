using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Distill.ArchitectureTests;

/// <summary>What types may depend on, beyond project references.</summary>
public class DependencyTests
{
    private static readonly System.Reflection.Assembly Core = System.Reflection.Assembly.Load("Distill.Core");
    private static readonly System.Reflection.Assembly Orchestrations = System.Reflection.Assembly.Load("Distill.Orchestrations");
    private static readonly Architecture Distill = new ArchLoader().LoadAssemblies(Core, Orchestrations).Build();

    [Fact]
    public void Core_DoesNoInputOrOutput() =>
        Types()
            .That()
            .ResideInAssembly(Core)
            .Should()
            .NotDependOnAnyTypesThat()
            .HaveFullNameMatching(
                @"^System\.(IO\.(File|Directory|FileStream|FileInfo|DirectoryInfo)|Net\.Http\..*|Data\..*|Diagnostics\.Process)$"
            )
            .Because("Core is pure: what it needs from outside comes through a port")
            .WithoutRequiringPositiveResults()
            .Check(Distill);

    [Fact]
    public void Orchestrations_DoNotTouchStorageOrModels() =>
        Types()
            .That()
            .ResideInAssembly(Orchestrations)
            .And()
            .HaveNameEndingWith("Orchestrator")
            .Should()
            .NotDependOnAnyTypesThat()
            .HaveFullNameMatching(@"^Distill\.Core\.(Storage\.I|Inference\.I|Training\.I)")
            .Because("an orchestrator reaches the world only through activities")
            .WithoutRequiringPositiveResults()
            .Check(Distill);
}
