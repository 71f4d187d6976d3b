using System.Text;
using Distill.Providers.FineTuning;

namespace Distill.Providers.Tests.FineTuning;

public sealed class ResultContentTests
{
    private const string Csv = "step,train_loss\n1,0.5\n";

    [Fact]
    public void Decode_Base64_GivesTheCsv() =>
        Encoding
            .UTF8.GetString(ResultContent.Decode(Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(Csv)))))
            .ShouldBe(Csv);

    [Theory]
    [InlineData(Csv)]
    [InlineData("step\n1\n")]
    [InlineData("")]
    public void Decode_Plain_LeavesItAsItIs(string csv) =>
        Encoding.UTF8.GetString(ResultContent.Decode(Encoding.UTF8.GetBytes(csv))).ShouldBe(csv);
}
