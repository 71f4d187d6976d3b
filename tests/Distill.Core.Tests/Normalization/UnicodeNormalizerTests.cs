using Distill.Core.Normalization;

namespace Distill.Core.Tests.Normalization;

public class UnicodeNormalizerTests
{
    // Expected values are those of UAX #15 and its conformance examples.
    [Theory]
    [InlineData("e\u0301", "\u00E9", "\u00E9")]
    [InlineData("\u1E0A\u0323", "\u1E0C\u0307", "\u1E0C\u0307")] // marks are reordered before they compose
    [InlineData("\u212B", "\u00C5", "\u00C5")]
    [InlineData("\uFB01", "\uFB01", "fi")]
    [InlineData("ＡＢ１２：", "ＡＢ１２：", "AB12:")]
    [InlineData("㍿", "㍿", "株式会社")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C", "\uD55C")] // Hangul by arithmetic
    [InlineData("\u0958", "\u0915\u093C", "\u0915\u093C")] // a composition exclusion
    [InlineData("a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b", "\u00E0\u05AE\u0300\u0315b")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165", "\U0001D157\U0001D165")]
    [InlineData("\uFF76\uFF9E", "\uFF76\uFF9E", "\u30AC")]
    public void Normalize_OfAnExample_IsWhatTheStandardSays(string text, string nfc, string nfkc)
    {
        UnicodeNormalizer.Normalize(text, compatible: false).ShouldBe(nfc);
        UnicodeNormalizer.Normalize(text, compatible: true).ShouldBe(nfkc);
    }

    [Fact]
    public void Normalize_OfAnyText_IsIdempotent() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.String,
            text =>
            {
                foreach (var compatible in new[] { false, true })
                {
                    var once = UnicodeNormalizer.Normalize(text, compatible);
                    UnicodeNormalizer.Normalize(once, compatible).ShouldBeSameAs(once);
                }
            }
        );

    [Fact]
    public void Normalize_OfIllFormedUtf16_LeavesTheLoneSurrogate() =>
        UnicodeNormalizer.Normalize("\uD800é", compatible: true).ShouldBe("\uD800é");

    [Fact]
    public void Normalize_OfNormalisedChinese_ReturnsTheSameInstance()
    {
        const string text = "公司公告，净利润增长。";
        UnicodeNormalizer.Normalize(text, compatible: false).ShouldBeSameAs(text);
    }

    [Theory]
    [InlineData("  Ｈello\u200B \t World ", "hello world")]
    [InlineData("净利润：１２％", "净利润:12%")]
    public void TextKey_OfATextInAnotherGuise_IsTheSame(string text, string key) => TextKey.Of(text).ShouldBe(key);
}
