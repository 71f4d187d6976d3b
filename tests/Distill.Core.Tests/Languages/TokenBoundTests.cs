using System.Text;
using Distill.Core.Languages;

namespace Distill.Core.Tests.Languages;

public class TokenBoundTests
{
    [Fact]
    public void Most_OfEveryPairOfLettersAndEveryIdeograph_IsNotBelowItsTokens()
    {
        var letters = Enumerable.Range('a', 26).Select(code => (char)code).ToList();
        var pairs = letters.SelectMany(first => letters.Select(second => $"{first}{second}"));
        var ideographs = Enumerable.Range('\u4E00', 0x9FFF - 0x4E00 + 1).Select(code => ((char)code).ToString());

        pairs.Concat(ideographs).Where(text => TokenBound.Most(text) < TokenCount.Of(text)).ShouldBeEmpty();
    }

    [Fact]
    public void Most_OfAnyText_IsNotBelowItsTokens()
    {
        string[] parts =
        [
            "it's",
            "'ll",
            "’re",
            " ",
            "  ",
            "\n",
            "A",
            "Zq",
            "7",
            "2026",
            "，",
            "。",
            "\u0301",
            "é",
            "я",
            "の",
            "😀",
            "\uD83D",
            "-",
            "https://",
        ];
        var random = new Random(4);
        for (var round = 0; round < 4000; round++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(60); length > 0; length--)
            {
                _ = random.Next(4) switch
                {
                    0 => text.Append(parts[random.Next(parts.Length)]),
                    1 => text.Append((char)random.Next('\u4E00', '\u9FFF')),
                    _ => text.Append((char)('a' + random.Next(26))),
                };
            }

            TokenBound.Most(text.ToString()).ShouldBeGreaterThanOrEqualTo(TokenCount.Of(text.ToString()), text.ToString());
        }
    }

    [Theory]
    [InlineData("the quick brown fox jumps over the lazy dog, and nobody else was there to see what came of it", 0.76)]
    [InlineData("今天天气怎么样我们一起去公园散步好不好", 0.67)]
    public void Most_OfPlainText_IsFarBelowItsBytes(string text, double share) =>
        TokenBound.Most(text).ShouldBeLessThanOrEqualTo((int)(Encoding.UTF8.GetByteCount(text) * share));
}
