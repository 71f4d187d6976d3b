using CsCheck;
using Distill.Core.Evaluation.Text;

namespace Distill.Core.Tests.Evaluation.Text;

public class TextDiffTests
{
    [Theory]
    [InlineData("the quick fox", "the slow fox", "the |-quick |+slow |fox")]
    [InlineData("请七天内退款", "请三天内退款", "请|-七|+三|天内退款")]
    [InlineData("", "new", "+new")]
    [InlineData("same", "same", "same")]
    public void Of_TwoTexts_MarksWordsAndCharacters(string first, string second, string expected) =>
        string.Join('|', TextDiff.Of(first, second)!.Select(Shown)).ShouldBe(expected);

    [Fact]
    public void Of_AnyTwoTexts_RebuildsBoth() =>
        Gen.Select(Gen.String[Gen.Char["ab 天地.,\n"], 0, 40], Gen.String[Gen.Char["ab 天地.,\n"], 0, 40])
            .Sample(
                (first, second) =>
                {
                    var parts = TextDiff.Of(first, second)!;
                    string.Concat(parts.Where(part => part.Kind != DiffKind.Added).Select(part => part.Text)).ShouldBe(first);
                    string.Concat(parts.Where(part => part.Kind != DiffKind.Removed).Select(part => part.Text)).ShouldBe(second);
                },
                iter: 500
            );

    [Fact]
    public void Of_VeryLongTexts_IsNotTried() => TextDiff.Of(string.Concat(Enumerable.Repeat("word ", 2000)), "word").ShouldBeNull();

    private static string Shown(DiffPart part) =>
        part.Kind switch
        {
            DiffKind.Added => "+",
            DiffKind.Removed => "-",
            _ => "",
        } + part.Text;
}
