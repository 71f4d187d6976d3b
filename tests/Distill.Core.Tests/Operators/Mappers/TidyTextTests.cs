using Distill.Core.Operators.Mappers;

namespace Distill.Core.Tests.Operators.Mappers;

public class TidyTextTests
{
    [Fact]
    public void Length_OfAnyText_EndsWhereTheFirstUntidyWhiteSpaceIs()
    {
        const string Units = "ab中，。\u201C\u0084\u2014    \n\n\n\t\r\v\u0085\u00A0\u1680\u2000\u200A\u200B\u2028\u202F\u205F\u3000";
        var random = new Random(2);
        for (var round = 0; round < 20_000; round++)
        {
            // Mostly letters, so that many texts are tidy for some blocks.
            var text = string.Concat(
                Enumerable
                    .Range(0, random.Next(80))
                    .Select(i =>
                        random.Next(8) == 0 ? Units[random.Next(Units.Length)]
                        : i % 3 == 0 ? ' '
                        : Units[random.Next(4)]
                    )
            );

            TidyText.Length(text).ShouldBe(Expected(text), text);
        }

        static int Expected(string text) =>
            Enumerable
                .Range(0, text.Length)
                .FirstOrDefault(
                    at =>
                        (char.IsWhiteSpace(text[at]) && text[at] is not (' ' or '\n'))
                        || text.AsSpan(at) is [' ', ' ' or '\n', ..]
                        || text.AsSpan(at) is ['\n', '\n', '\n', ..],
                    text.Length
                );
    }
}
