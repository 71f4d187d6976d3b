using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Distill.Storage.Azure.Tests;

public class AzureStorageExtensionsTests
{
    private const string Secret = "c2VjcmV0";

    [Fact]
    public async Task AddDistillAzureStorage_Twice_GivesEveryPortOnce()
    {
        var configuration = Configuration(("Storage:ConnectionString", "UseDevelopmentStorage=true"));
        await using var provider = new ServiceCollection()
            .AddDistillAzureStorage(configuration)
            .AddDistillAzureStorage(configuration)
            .BuildServiceProvider();

        provider.GetServices<IBlobStore>().Count().ShouldBe(1);
        provider.GetServices<IRunStore>().Count().ShouldBe(1);
        provider.GetServices<IDatasetStore>().Count().ShouldBe(1);
        provider.GetServices<IModelRegistry>().Count().ShouldBe(1);
        provider.GetServices<IResponseCache>().Count().ShouldBe(1);
        provider.GetRequiredService<DatasetImporter>().ShouldNotBeNull();
        provider.GetRequiredService<DatasetLibrary>().ShouldBeSameAs(provider.GetRequiredService<DatasetLibrary>());
        provider.GetRequiredService<AzureStorageClients>().Blobs.AccountName.ShouldBe("devstoreaccount1");
    }

    [Fact]
    public async Task Settings_WithServiceAddresses_UseAnIdentity()
    {
        await using var provider = Provider(
            ("Storage", "Azure"),
            ("Storage:BlobServiceUri", "https://distill.blob.core.windows.net"),
            ("Storage:TableServiceUri", "https://distill.table.core.windows.net"),
            ("AZURE_CLIENT_ID", "11111111-2222-3333-4444-555555555555")
        );

        provider.GetRequiredService<AzureStorageClients>().Tables.AccountName.ShouldBe("distill");
        provider.GetRequiredService<IOptions<AzureStorageOptions>>().Value.ClientId.ShouldBe("11111111-2222-3333-4444-555555555555");
    }

    public static TheoryData<string, (string, string)[]> WrongSettings =>
        new()
        {
            { "set Storage:ConnectionString, or Storage:BlobServiceUri and Storage:TableServiceUri", [] },
            { "Storage:ConnectionString is no connection string", [("Storage:ConnectionString", $"AccountKey={Secret}")] },
            { "Storage:ConnectionString is no connection string", [("Storage:ConnectionString", Secret)] },
            { "Storage:TableServiceUri is missing", [("Storage:BlobServiceUri", "https://a.blob.core.windows.net")] },
            {
                "Storage:BlobServiceUri must be an absolute https address",
                [("Storage:BlobServiceUri", "http://a.example"), ("Storage:TableServiceUri", "https://a.example")]
            },
            {
                "Storage:ConnectionString excludes",
                [("Storage:ConnectionString", "UseDevelopmentStorage=true"), ("Storage:BlobServiceUri", "https://a.example")]
            },
        };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task WrongSettings_FailTheStart_NameTheKey_AndKeepTheSecret(string message, (string, string)[] settings)
    {
        await using var provider = Provider(settings);

        var failure = Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        failure.Message.ShouldContain(message);
        failure.Message.ShouldNotContain(Secret);
    }

    private static ServiceProvider Provider(params (string Key, string Value)[] settings) =>
        new ServiceCollection().AddDistillAzureStorage(Configuration(settings)).BuildServiceProvider();

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
}
