using System.Text;
using Azure.Data.Tables;
using CsCheck;
using Distill.Storage.Azure.Tables;
using Distill.Testing.Azurite;

namespace Distill.Storage.Azure.Tests.Tables;

public class RowJsonTests(AzuriteServer azurite)
{
    private readonly AzureAccount account = new(azurite);

    [Fact]
    public Task Put_CutsWithinTheLimits_AndNeverThroughACharacter() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 130_000])
            .SampleAsync(
                async (start, count) =>
                {
                    // Every other cut would fall between the halves of a character, for one of the starts.
                    var text = new string('x', start) + string.Concat(Enumerable.Repeat("𝄞", count));
                    var row = new TableEntity("p", "k");
                    var json = new RowJson(account.Blobs());

                    await json.PutAsync(row, text, CancellationToken.None);

                    foreach (
                        var part in row.Where(property => property.Key.StartsWith("json", StringComparison.Ordinal))
                            .Select(p => (string)p.Value)
                    )
                    {
                        part.Length.ShouldBeLessThanOrEqualTo(32 * 1024);
                        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(part)).ShouldBe(part);
                    }

                    (await json.GetAsync(row, CancellationToken.None) == text).ShouldBeTrue();
                },
                iter: 20
            );

    [Fact]
    public async Task Put_OfTheSameLongTextTwice_MakesOneBlob()
    {
        var json = new RowJson(account.Blobs());
        var text = new string('x', RowJson.MaxInRow + 1);
        var (first, second) = (new TableEntity("p", "k"), new TableEntity("p", "k"));

        await json.PutAsync(first, text, CancellationToken.None);
        await json.PutAsync(second, text, CancellationToken.None);

        (await account.Blobs().ListAsync("state").CountAsync()).ShouldBe(1);
        second.GetString("blob").ShouldBe(first.GetString("blob"));
        (await json.GetAsync(second, CancellationToken.None) == text).ShouldBeTrue();
    }
}
