using Distill.Testing.Storage;

namespace Distill.Storage.Azure.Tests;

public class StorageContractsTests
{
    [Fact]
    public void ThisBackend_RunsTheSuiteOfEveryPortThatItHas() =>
        StorageContracts.MissingSuites(typeof(AzureStorageClients).Assembly, typeof(StorageContractsTests).Assembly).ShouldBeEmpty();

    [Fact]
    public void ThisBackend_HasEveryPort() =>
        StorageContracts
            .Suites.Select(pair => pair.Port)
            .Distinct()
            .Where(port => !typeof(AzureStorageClients).Assembly.GetExportedTypes().Any(type => type.IsAssignableTo(port)))
            .ShouldBeEmpty();
}
