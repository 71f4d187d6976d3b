using Distill.Core.Languages;

namespace Distill.Core.Tests.Languages;

public class LanguageTests
{
    [Theory]
    [InlineData("zh", "今天天气很好，我们一起去公园散步。")]
    [InlineData("zh", "请用Python实现DataFrame.groupby操作")]
    [InlineData("zh", "问题如下：\n```python\nfor item in the_list: print(item) # this is the code\n```")]
    [InlineData("ja", "今日は天気がいいので、公園を散歩しましょう。")]
    [InlineData("ko", "오늘은 날씨가 좋아서 공원을 산책했습니다.")]
    [InlineData("en", "The weather is nice today, and we are going for a walk in the park.")]
    [InlineData("en", "The Chinese word 你好 means hello in this book.")]
    [InlineData("en", "THIS IS ALL IN CAPITAL LETTERS AND IT IS ENGLISH.")]
    [InlineData("fr", "Le temps est beau aujourd'hui et nous allons nous promener dans le parc.")]
    [InlineData("de", "Das Wetter ist heute schön, und wir gehen im Park spazieren.")]
    [InlineData("es", "El tiempo está muy bueno hoy y vamos a dar un paseo por el parque.")]
    [InlineData("pt", "O tempo está bom hoje e nós vamos dar um passeio no parque com você.")]
    [InlineData("it", "Il tempo è bello oggi e noi andiamo a fare una passeggiata nel parco con gli amici.")]
    [InlineData("vi", "Hôm nay thời tiết đẹp và chúng tôi đi dạo trong công viên.")]
    [InlineData("pl", "Dzisiaj jest ładna pogoda i idziemy na spacer do parku, ale nie długo.")]
    [InlineData("ru", "Сегодня хорошая погода, и мы идём гулять в парк.")]
    [InlineData("uk", "Сьогодні гарна погода, і ми йдемо гуляти в парк.")]
    [InlineData("ar", "الطقس جميل اليوم ونحن ذاهبون في نزهة إلى الحديقة التي تقع بين البيوت.")]
    [InlineData("fa", "امروز هوا خوب است و ما برای پیاده‌روی به پارک می‌رویم که این خوب است.")]
    [InlineData("ur", "آج موسم اچھا ہے اور ہم پارک میں سیر کے لیے جا رہے ہیں۔")]
    [InlineData("hi", "आज मौसम अच्छा है और हम पार्क में घूमने जा रहे हैं।")]
    [InlineData("mr", "आज हवामान चांगले आहे आणि आम्ही बागेत फिरायला जात आहोत, हे छान आहे.")]
    [InlineData("th", "วันนี้อากาศดี เราไปเดินเล่นในสวนสาธารณะ")]
    [InlineData("el", "Ο καιρός είναι καλός σήμερα")]
    [InlineData("und", "12 + 30 = 42 !!!")]
    [InlineData("und", "Grand Hotel Budapest")]
    [InlineData("und", "no wit")]
    [InlineData("und", "")]
    public void Identify_OfOrdinaryText_TellsItsLanguage(string code, string text) => LanguageIdentifier.Identify(text).Code.ShouldBe(code);

    [Fact]
    public void Identify_OfMixedText_GivesTheShareOfItsScript()
    {
        var guess = LanguageIdentifier.Identify("你好abcd");
        guess.ShouldBe(new LanguageGuess("zh", 8.0 / 12, 12));
        LanguageIdentifier.Identify("一二三").Share.ShouldBe(1);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Hello, world_1!", 2)]
    [InlineData("don't", 2)] // as \w+ has it
    [InlineData("我爱Python 3，也爱C#。", 7)]
    [InlineData("𠮷野家", 3)]
    [InlineData("हिन्दी भाषा", 2)]
    [InlineData("---", 0)]
    public void WordCount_OfMixedScripts_TakesIdeographsForWords(string text, int words)
    {
        WordCount.Of(text).ShouldBe(words);
        WordCount.Of(text, 1).ShouldBe(Math.Min(1, words));
    }

    [Theory]
    [InlineData("One. Two! Three?", 3)]
    [InlineData("Dr. Smith paid 3.50 dollars, e.g. in the U.S. market. Then he left.", 2)]
    [InlineData("他来了。她走了！为什么？", 3)]
    [InlineData("1. First point.\n2. Second point.", 2)]
    [InlineData("\"Really?\" she asked. No end mark", 3)]
    [InlineData("...", 0)]
    [InlineData("", 0)]
    public void SentenceCount_OfProse_IgnoresAbbreviationsAndNumbers(string text, int sentences) =>
        SentenceCount.Of(text).ShouldBe(sentences);

    [Fact]
    public void TokenCount_OfTexts_IsExactAndWithinItsBounds()
    {
        TokenCount.Of("").ShouldBe(0);
        TokenCount.Of("Hello, world!").ShouldBe(4);
        foreach (
            var text in new[]
            {
                "Hello, world!",
                "今天天气不错，我们去公园玩吧。",
                new string(' ', 500),
                "\uD800 lone",
                string.Concat(Enumerable.Repeat("😀", 50)),
            }
        )
        {
            var (fewest, most) = TokenCount.Bounds(text);
            TokenCount.Of(text).ShouldBeInRange(fewest, most);
        }
    }

    [Fact]
    public void TokenCount_OfALongText_IsThatOfItsSentences()
    {
        // Cut into pieces within, yet exact: no token crosses from a letter to a comma or a space.
        const string Sentence = "The quick brown fox, 今天天气不错 I'm told";
        var once = TokenCount.Of(", " + Sentence);
        TokenCount.Of(string.Concat(Enumerable.Repeat(", " + Sentence, 1000))).ShouldBe(once * 1000);
    }

    [Fact]
    public void IsWithin_OfLongTexts_AgreesWithTheirCount()
    {
        string[] texts =
        [
            string.Concat(Enumerable.Repeat("The quick brown fox, 今天天气不错 I'm told; ", 400)),
            string.Concat(Enumerable.Repeat("公司发布公告预计净利润同比增长。", 300)),
            "",
        ];
        var tokens = texts.Sum(text => TokenCount.Of(text));
        foreach (var most in new[] { 1, tokens - 1, tokens, tokens + 1, tokens * 2, int.MaxValue })
        {
            TokenCount.IsWithin(texts, most, out var counted).ShouldBe(tokens <= most);
            counted.ShouldBeInRange(tokens, tokens <= most ? most : tokens);
        }
    }

    [Fact]
    public void ScriptCounts_OfAnyText_AreThoseOfTheTable()
    {
        var random = new Random(3);
        // The ends of what is counted a vector at a time, what mixes with it, and anything.
        const string Edges = "aZ@[`{ 的\u33FF\u3400\u4DC0\u9FFF\uA000\u007F\u0080é。あ한\uD840\uDC00";
        for (var round = 0; round < 500; round++)
        {
            var text = new char[random.Next(100)];
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = random.Next(4) > 0 ? Edges[random.Next(Edges.Length)] : (char)random.Next(char.MaxValue + 1);
            }

            var (counted, expected) = (new int[(int)Script.Other + 1], new int[(int)Script.Other + 1]);
            ScriptCounts.Add(text, counted);
            foreach (var unit in text)
            {
                expected[(int)ScriptTable.Of(unit)]++;
            }

            // What is no letter is nobody's concern.
            counted[(int)Script.None] = expected[(int)Script.None] = 0;
            counted.ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("300", 300)]
    [InlineData("1,000", 1000)]
    [InlineData("三百", 300)]
    [InlineData("十五", 15)]
    [InlineData("两千五百", 2500)]
    [InlineData("一万", 10000)]
    [InlineData("Five", 5)]
    [InlineData("many", null)]
    [InlineData("", null)]
    [InlineData("99999999999", null)]
    public void SpelledNumber_OfDigitsAndNumerals_IsTheNumber(string text, int? number) => SpelledNumber.Read(text).ShouldBe(number);
}
