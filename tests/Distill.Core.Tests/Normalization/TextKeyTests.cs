using System.Text;
using System.Text.Json;
using CsCheck;
using Distill.Core.Normalization;
using Distill.Testing;

namespace Distill.Core.Tests.Normalization;

public class TextKeyTests
{
    [Theory]
    [InlineData("Ｈello，　World！", "hello, world!")]
    [InlineData("  a\t\n b  ", "a b")]
    [InlineData("e\u0301A\u030A", "éå")]
    [InlineData("Ａ\u0301", "á")]
    [InlineData("ﬁ ① ㎏ …", "fi 1 kg ...")]
    [InlineData("zero\u200Bwidth", "zerowidth")]
    [InlineData("", "")]
    public void Of_Text_IsItsKey(string text, string key) => TextKey.Of(text).ShouldBe(key);

    [Fact]
    public void Of_AnyText_IsWhatFoldingACharacterAtATimeGives()
    {
        string[] pieces =
        [
            " ",
            "  ",
            "\n",
            "\u3000",
            "\u00A0",
            "a",
            "Z",
            "word ",
            "中",
            "文字很多的一句话",
            "，",
            "：",
            "。",
            "“",
            "Ａ",
            "ｚ",
            "\u0301",
            "\u0323",
            "ﬁ",
            "㎏",
            "…",
            "\u200B",
            "\u00AD",
            "😀",
            "\U0001D15E",
            "가",
            "\u1161",
            "é",
            "İ",
            "\ud83d",
            "\udc00",
            "ﷺ",
            "0123456789abcdefghij",
        ];
        Gen.Int[0, pieces.Length - 1]
            .Array[0, 40]
            .Select(chosen => string.Concat(chosen.Select(index => pieces[index])))
            .Sample(text => TextKey.Of(text).ShouldBe(Plainly(text)), iter: 20_000);
    }

    [Fact]
    public void Of_NaughtyStrings_IsWhatFoldingACharacterAtATimeGives()
    {
        foreach (var text in JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(SharedData.Require("robustness", "blns.json")))!)
        {
            TextKey.Of(text).ShouldBe(Plainly(text));
        }
    }

    // The definition, written for clarity.
    private static string Plainly(string text)
    {
        var key = new StringBuilder();
        foreach (var unit in UnicodeNormalizer.Normalize(text, compatible: true))
        {
            if (char.IsWhiteSpace(unit))
            {
                key.Append(key.Length > 0 && key[^1] != ' ' ? " " : "");
            }
            else if (!InvisibleCharacters.IsInvisible(unit))
            {
                key.Append(char.ToLowerInvariant(unit));
            }
        }

        return key.ToString().TrimEnd(' ');
    }
}
