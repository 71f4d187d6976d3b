using Distill.Testing.Azurite;

[assembly: AssemblyFixture(typeof(AzuriteServer))]

namespace Distill.EndToEndTests.OnAzure;

/// <summary>Names of the settings that put blobs and records into a storage account.</summary>
internal static class AccountSettings
{
    /// <summary>Setting of the storage.</summary>
    public const string Kind = "Storage:Kind";

    /// <summary>Setting of the account.</summary>
    public const string ConnectionString = "Storage:ConnectionString";

    /// <summary>The account's setting as an environment variable of <c>distill</c>.</summary>
    public const string ConnectionStringVariable = "DISTILL_Storage__ConnectionString";
}
