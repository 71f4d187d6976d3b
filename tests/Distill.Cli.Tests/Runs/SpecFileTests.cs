using Distill.Cli.Failures;
using Distill.Cli.Runs;
using Distill.Core.Runs.Specs;

namespace Distill.Cli.Tests.Runs;

public sealed class SpecFileTests : IDisposable
{
    private const string Spec = """
        name: test
        source:
          file: data.jsonl
        task:
          kind: label
        teacher:
          model: teacher
        students:
          - name: small
            model: student-s
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task ReadAsync_GoodSpec_ResolvesTheSourceBesideIt()
    {
        var data = _folder.Write("data.jsonl", "{}");

        (await ReadAsync(Spec)).SourceFile.ShouldBe(data);
    }

    [Fact]
    public async Task ReadAsync_Overrides_ChangeTheSpec()
    {
        _folder.Write("data.jsonl", "{}");

        var file = await ReadAsync(Spec, "rounds=3", "teacher.cache=false");

        file.Document.Parse().Rounds.ShouldBe(3);
        file.Document.Parse().Teacher.Cache.ShouldBeFalse();
    }

    [Fact]
    public async Task ReadAsync_WrongKey_NamesFileLineAndField()
    {
        var error = await Should.ThrowAsync<InvalidRunSpecException>(() =>
            ReadAsync(Spec.Replace("teacher:\n", "teecher:\n", StringComparison.Ordinal))
        );

        var problems = FailureMap.Of(error).Problems;
        problems.ShouldContain(problem => problem.Message.Contains("teecher") && problem.Where!.Contains("spec.yaml, line 6"));
    }

    [Fact]
    public async Task ReadAsync_MissingSpec_IsWrongInput() =>
        (await FailureOf(() => SpecFile.ReadAsync("/no/spec.yaml", [], default))).ShouldContain("/no/spec.yaml");

    [Fact]
    public async Task ReadAsync_MissingSource_NamesTheFieldAndThePath()
    {
        var text = await FailureOf(() => ReadAsync(Spec));

        text.ShouldContain("source.file");
        text.ShouldContain("data.jsonl");
    }

    [Fact]
    public async Task ReadAsync_EmptySource_IsWrongInput()
    {
        _folder.Write("data.jsonl", "");

        (await FailureOf(() => ReadAsync(Spec))).ShouldContain("empty");
    }

    [Theory]
    [InlineData("rounds")]
    [InlineData("=3")]
    [InlineData("name.first=x")]
    public async Task ReadAsync_OverrideThatIsNone_IsWrongUsage(string change) =>
        (await FailureOf(() => ReadAsync(Spec, change))).ShouldContain("--set");

    public void Dispose() => _folder.Dispose();

    private static async Task<string> FailureOf(Func<Task> work)
    {
        var failure = FailureMap.Of(await Should.ThrowAsync<CliException>(work));
        failure.Code.ShouldBe(2);
        return string.Join(' ', failure.Problems);
    }

    private Task<SpecFile> ReadAsync(string text, params string[] overrides) =>
        SpecFile.ReadAsync(_folder.Write("spec.yaml", text), overrides, TestContext.Current.CancellationToken);
}
