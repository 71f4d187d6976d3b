using Distill.EndToEndTests.Processes;
using Distill.Testing.Azurite;

namespace Distill.EndToEndTests.OnAzure;

/// <summary>Settings of the storage that cannot work: the message names the setting and the remedy, nothing is waited for, nothing is left behind.</summary>
public sealed class AzureSettingsTests(AzuriteServer azurite)
{
    [Fact]
    public Task A_kind_that_does_not_exist() => RefusedAsync("storage: {kind: tape}", null, "Storage:Kind", "'tape'", "'local'", "'azure'");

    [Fact]
    public Task No_account() => RefusedAsync("storage: {kind: azure}", null, "Storage:ConnectionString", "Storage:BlobServiceUri");

    [Fact]
    public Task One_address_of_two() =>
        RefusedAsync(
            "storage: {kind: azure, blobServiceUri: https://nothing.blob.core.windows.net}",
            null,
            "Storage:TableServiceUri is missing",
            "go together"
        );

    [Fact]
    public Task An_account_that_does_not_answer() =>
        RefusedAsync(
            "storage: {kind: azure}",
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:9/a;TableEndpoint=http://127.0.0.1:9/a",
            "Storage:ConnectionString",
            "cannot be reached"
        );

    [Fact]
    public Task A_wrong_key()
    {
        var right = azurite.NewAccount().Split(';');
        var wrong = right.Select(part =>
            part.StartsWith("AccountKey=", StringComparison.Ordinal) ? "AccountKey=d3JvbmctdGVzdC1rZXk=" : part
        );
        return RefusedAsync("storage: {kind: azure}", string.Join(';', wrong), "Storage:ConnectionString", "denies access", "Copy");
    }

    private static async Task RefusedAsync(string configuration, string? account, params string[] said)
    {
        using var place = new Workspace();
        place.Write("distill.yaml", configuration);
        if (account is not null)
        {
            place.Environment[AccountSettings.ConnectionStringVariable] = account;
        }

        foreach (
            var command in (string[][])
                [
                    ["up", "--urls", "http://127.0.0.1:0"],
                    ["runs"],
                ]
        )
        {
            var refused = await place.RunAsync(command);
            refused.ExitCode.ShouldBe(2, refused.ToString());
            foreach (var text in said)
            {
                refused.Error.ShouldContain(text, Case.Sensitive, refused.ToString());
            }

            refused.ToString().ShouldNotContain("d3JvbmctdGVzdC1rZXk");
            refused.Error.ShouldNotContain("   at ");
        }
    }
}
