using System.Globalization;
using System.Text;
using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;

namespace Distill.Cli.Tests.Commands;

public sealed class DiagnoseCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliHarness _cli = new(new DiagnoseCommand());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_result_file_is_diagnosed_with_its_best_checkpoint_and_drawn()
    {
        var checkpoints = _folder.Write(
            "checkpoints.json",
            """{"data":[{"fine_tuned_model_checkpoint":"ft:early","step_number":10,"metrics":{"full_valid_loss":1.0}}]}"""
        );

        (await _cli.RunAsync("diagnose", _folder.Write("r.csv", Overfitting()), "--checkpoints", checkpoints)).ShouldBe(ExitCode.Done);

        _cli.Out.ShouldContain("overfitting");
        _cli.Out.ShouldContain("use checkpoint ft:early instead of the final model");
        _cli.Out.ShouldContain("▲ best step");
        _cli.Out.ShouldNotContain("\e");
        _cli.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Base64_of_the_platform_is_read_and_json_is_one_document()
    {
        var file = _folder.Write("r.b64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Overfitting())));

        (await _cli.RunAsync("diagnose", file, "--json", "--epochs", "4")).ShouldBe(ExitCode.Done);

        var root = JsonDocument.Parse(_cli.Out).RootElement;
        root.GetProperty("verdict").GetString().ShouldBe("overfitting");
        root.GetProperty("used").GetProperty("epochs").GetInt32().ShouldBe(4);
        root.GetProperty("next").GetProperty("epochs").GetInt32().ShouldBeLessThan(4);
        root.GetProperty("assumed").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_page_is_written_when_asked_for()
    {
        var page = Path.Combine(_folder.Path, "curve.html");

        (await _cli.RunAsync("diagnose", _folder.Write("r.csv", Overfitting()), "--html", page)).ShouldBe(ExitCode.Done);

        (await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).ShouldContain("<svg");
        Directory.GetFiles(_folder.Path).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "r.csv, line 1")]
    [InlineData("", "The file is empty")]
    [InlineData("{\"step\": 1}", "holds no loss")]
    public async Task A_file_without_a_loss_is_refused_with_its_reason(string text, string reason)
    {
        (await _cli.RunAsync("diagnose", _folder.Write("r.csv", text))).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain(reason);
    }

    [Theory]
    [InlineData("[{\"model\": 1}]", "entry 1")]
    [InlineData("[\n{", "line 2")]
    [InlineData("{}", "no list of checkpoints")]
    public async Task A_wrong_list_of_checkpoints_is_refused_with_its_place(string text, string place)
    {
        var file = _folder.Write("r.csv", Overfitting());

        (await _cli.RunAsync("diagnose", file, "--checkpoints", _folder.Write("c.json", text))).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldContain(place);
    }

    private static string Overfitting() =>
        "step,train_loss,valid_loss,full_valid_loss\n"
        + string.Join(
            '\n',
            Enumerable
                .Range(1, 40)
                .Select(step =>
                    string.Create(CultureInfo.InvariantCulture, $"{step},{2.0 / step:0.0000},,{1 + (Math.Abs(step - 10) * 0.02):0.000}")
                )
        );
}
