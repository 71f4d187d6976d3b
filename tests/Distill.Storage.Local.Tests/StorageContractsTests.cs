using Distill.Testing.Storage;

namespace Distill.Storage.Local.Tests;

public class StorageContractsTests
{
    [Fact]
    public void ThisBackend_RunsTheSuiteOfEveryPortThatItHas() =>
        StorageContracts.MissingSuites(typeof(LocalHome).Assembly, typeof(StorageContractsTests).Assembly).ShouldBeEmpty();

    [Fact]
    public void EveryPort_HasASuite() => StorageContracts.PortsWithoutSuite().ShouldBeEmpty();

    [Fact]
    public void BackendThatSkipsItsSuites_IsFound() =>
        StorageContracts
            .MissingSuites(typeof(LocalHome).Assembly, typeof(StorageContracts).Assembly)
            .Count()
            .ShouldBe(StorageContracts.Suites.Count);
}
