using System.Text;
using System.Text.Json.Nodes;
using static Distill.Core.Tests.Operators.Mappers.Mapping;

namespace Distill.Core.Tests.Operators.Mappers;

/// <summary>Mappers of characters: fix_unicode, emoji_removal, punctuation_normalization, whitespace_normalization.</summary>
public class CharacterMapperTests
{
    [Theory]
    [InlineData("Itâ€™s a cafÃ© â€“ really", "It’s a café – really")]
    [InlineData("ä½\u00A0å¥½ï¼Œä¸–ç•Œ", "你好，世界")]
    [InlineData("Ã¼ber naÃ¯ve, Â£5", "über naïve, £5")]
    [InlineData("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет")]
    [InlineData("ðŸ˜€ ok", "😀 ok")]
    [InlineData("donÃ¢â‚¬â„¢t", "don’t")] // misread twice
    public void FixUnicode_OfUtf8ReadAsWindows1252_GivesWhatWasWritten(string text, string expected) =>
        Map("fix_unicode", text).ShouldBe(expected);

    // The examples of docs/operators.md.
    [Theory]
    [InlineData("fix_unicode", "浣犲ソ涓栫晫", "你好世界")]
    [InlineData("traditional_to_simplified", "老闆說：乾隆的頭髮很乾", "老板说：乾隆的头发很干")]
    [InlineData("punctuation_normalization", "你好,世界(真的)!", "你好，世界（真的）！")]
    [InlineData("emoji_removal", "好👍🏽！👨‍👩‍👧🇨🇳1️⃣", "好！")]
    [InlineData("clean_html", "<p>Tom &amp; <b>Li</b></p>", "Tom & Li\n")]
    [InlineData("clean_links", "见[文档](https://a.cn/b)或https://c.cn。", "见文档或。")]
    [InlineData("remove_repeated_sentences", "今天天气好极了。走吧。今天天气好极了。", "今天天气好极了。走吧。")]
    [InlineData("whitespace_normalization", "a  b \r\n\r\n\r\n    c", "a b\n\n    c")]
    public void Map_OfAnExampleInTheDocs_GivesWhatTheDocsSay(string op, string text, string expected) => Map(op, text).ShouldBe(expected);

    [Theory]
    [InlineData("你好世界")]
    [InlineData("机器学习方法")]
    [InlineData("学习新技术")]
    public void FixUnicode_OfUtf8ReadAsGb18030_GivesWhatWasWritten(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var misread = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(bytes);
        // An odd number of characters loses its last byte: what cannot be known is not guessed.
        var expected = bytes.Length % 2 == 0 ? text : misread;
        Map("fix_unicode", misread).ShouldBe(expected);
        Map("fix_unicode", $"say {misread} twice").ShouldBe($"say {expected} twice");
    }

    [Theory]
    [InlineData("MENÜ» und «SÃO PAULO», Ärger, façade, Ÿ, naïveté, señor")]
    [InlineData("联通、涓涓细流、鐣字、浣熊和一只锛")]
    [InlineData("â is a letter; Ã too. 5€ – “quoted”")]
    public void FixUnicode_OfSoundText_LeavesIt(string text) => Map("fix_unicode", text).ShouldBe(text);

    [Theory]
    [InlineData("Hi 😀 there", "Hi there")]
    [InlineData("好👍🏽！👨‍👩‍👧‍👦一家🇨🇳🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F", "好！一家")]
    [InlineData("1️⃣ first #️⃣ ❤️ ✅ done ☀️", "first done ")]
    [InlineData("🇨😀🇳", "")] // what the emoji parted is a flag
    [InlineData("© 2024 → ™ ① ★ ♪ 123 #1 * 🄰 ✓", "© 2024 → ™ ① ★ ♪ 123 #1 * 🄰 ✓")]
    [InlineData("a😀\n```\nprint('😀')\n```\n😀b", "a\n```\nprint('😀')\n```\nb")]
    public void EmojiRemoval_OfSequences_TakesThemWholeAndLeavesText(string text, string expected) =>
        Map("emoji_removal", text).ShouldBe(expected);

    [Theory]
    [InlineData("我們正在學習機器學習，請問這個問題怎麼解決？", "我们正在学习机器学习，请问这个问题怎么解决？")]
    [InlineData("乾隆皇帝的著名著作，他看著乾淨的頭髮，顯著進步。", "乾隆皇帝的著名著作，他看着干净的头发，显著进步。")]
    [InlineData("甚麼時候覆蓋計畫？一目瞭然，瞭望臺。", "什么时候覆盖计划？一目了然，瞭望台。")]
    [InlineData("由張三著。老闆後來說：太后的麵條", "由张三着。老板后来说：太后的面条")] // 著 at the end is the rare case that goes wrong
    [InlineData("由张三著，乾坤，乾。", "由张三著，乾坤，乾。")] // simplified text keeps what only may be traditional
    [InlineData("東京の電車で行きます", "東京の電車で行きます")]
    [InlineData("學\n```\n學\n```", "学\n```\n學\n```")]
    public void TraditionalToSimplified_OfCharactersAndPhrases_Converts(string text, string expected) =>
        Map("traditional_to_simplified", text).ShouldBe(expected);

    [Theory]
    [InlineData("你好,世界!今天好吗?", "你好，世界！今天好吗？")]
    [InlineData("他说:可以. 我们走;好...", "他说：可以。 我们走；好……")]
    [InlineData("苹果, 香蕉(新鲜的)和梨", "苹果，香蕉（新鲜的）和梨")]
    [InlineData("Hello，world！ok, at 12：30 for 1，000 at v2．0", "Hello, world! ok, at 12:30 for 1,000 at v2.0")]
    [InlineData("文章1：Python，Java和1，2，3；在12：30有1，000人", "文章1：Python，Java和1，2，3；在12:30有1,000人")]
    [InlineData("名称,价格,产地,库存\n甲,乙", "名称,价格,产地,库存\n甲，乙")]
    [InlineData("等等。。。。好的", "等等……好的")]
    [InlineData("[\"正面, 好\", {\"是的,对\":1}]", "[\"正面, 好\", {\"是的,对\":1}]")]
    [InlineData("用`甲,乙`调用f(甲):\n```\n甲,乙\n```\n好,", "用`甲,乙`调用f(甲):\n```\n甲,乙\n```\n好，")]
    [InlineData("Plain English, with 3.14 and a.b(c): fine.", "Plain English, with 3.14 and a.b(c): fine.")]
    [InlineData("见www.a.cn,版本1.2.3。第1.节", "见www.a.cn,版本1.2.3。第1.节")]
    public void PunctuationNormalization_ByNeighbours_MakesFullOrHalfWidth(string text, string expected) =>
        Map("punctuation_normalization", text).ShouldBe(expected);

    [Theory]
    [InlineData("  a \t b\r\n    code  \r\n\r\n\r\n\r\nend\u3000\u3000x \n", "a b\n    code\n\nend x")]
    [InlineData("x\n```\na    = 1\n\n\n\n```\ny  z", "x\n```\na    = 1\n\n\n\n```\ny z")]
    [InlineData("a\u2028b\u0085c\rd", "a\nb\nc\nd")]
    [InlineData(" \n\t\n ", "")]
    public void WhitespaceNormalization_OfUntidyText_KeepsIndentationParagraphsAndCode(string text, string expected) =>
        Map("whitespace_normalization", text).ShouldBe(expected);

    [Fact]
    public void KeepCode_WhenFalse_MapsCodeToo()
    {
        var all = new JsonObject { ["keep_code"] = false };
        Map("whitespace_normalization", "x\n```\na    = 1\n```", all.DeepClone().AsObject()).ShouldBe("x\n```\na = 1\n```");
        Map("emoji_removal", "x\n```\n😀\n```", all).ShouldBe("x\n```\n\n```");
    }
}
