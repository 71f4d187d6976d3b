using System.Globalization;
using System.Text;

namespace Distill.Cleaning.Benchmarks;

/// <summary>Makes texts of Chinese and English words with the frequencies of natural ones (Zipf), some with personal data.</summary>
internal sealed class Words
{
    private const int Known = 8000;
    private const string Han =
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运";

    private readonly Random _random;
    private readonly string[] _english = new string[Known];
    private readonly string[] _chinese = new string[Known];

    public Words(Random random)
    {
        _random = random;
        for (var i = 0; i < Known; i++)
        {
            _english[i] = English();
            _chinese[i] = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Han[random.Next(Han.Length)]));
        }
    }

    /// <summary>A text of about so many characters; half of them are Chinese.</summary>
    public string Text(int length)
    {
        var chinese = _random.Next(2) == 0;
        var text = new StringBuilder(length + 32);
        // A character of Chinese says as much as several letters, and takes three bytes.
        for (var goal = chinese ? length * 2 / 3 : length * 2; text.Length < goal; )
        {
            Sentence(text, chinese);
        }

        return text.ToString();
    }

    /// <summary>A text in which one word in forty is changed, left out or put in.</summary>
    public string Edit(string text)
    {
        var chinese = text.Any(unit => unit >= '\u4E00');
        var edited = new StringBuilder(text);
        for (var edits = Math.Max(1, text.Length / (chinese ? 90 : 240)); edits > 0 && edited.Length > 8; edits--)
        {
            var at = _random.Next(edited.Length - 4);
            switch (_random.Next(3))
            {
                case 0:
                    edited.Remove(at, chinese ? 1 : 3);
                    break;
                case 1:
                    edited.Insert(at, Word(chinese));
                    break;
                default:
                    edited[at] = chinese ? Han[_random.Next(Han.Length)] : (char)('a' + _random.Next(26));
                    break;
            }
        }

        return edited.ToString();
    }

    private void Sentence(StringBuilder text, bool chinese)
    {
        for (var words = _random.Next(5, 16); words > 0; words--)
        {
            text.Append(Word(chinese)).Append(chinese ? "" : " ");
        }

        switch (_random.Next(60))
        {
            case 0:
                text.Append(CultureInfo.InvariantCulture, $" {_english[_random.Next(Known)]}@example.com");
                break;
            case 1:
                text.Append(CultureInfo.InvariantCulture, $" 1{_random.Next(30, 99)}{_random.Next(10_000_000, 99_999_999)}");
                break;
            case 2:
                text.Append(CultureInfo.InvariantCulture, $" {_random.Next(1900, 2030)}-{_random.Next(1, 13):00} {_random.Next(100_000)}");
                break;
        }

        text.Append(chinese ? (_random.Next(4) == 0 ? "。\n" : "，") : (_random.Next(6) == 0 ? ".\n" : ". "));
    }

    // The rank of a word follows a power law, so few words make up most of a text.
    private string Word(bool chinese)
    {
        var rank = (int)(Math.Pow(Known, _random.NextDouble()) - 1);
        return (chinese ? _chinese : _english)[rank];
    }

    private string English()
    {
        const string Consonants = "bcdfghjklmnprstvwz";
        const string Vowels = "aeiou";
        var word = new StringBuilder();
        for (var syllables = _random.Next(1, 5); syllables > 0; syllables--)
        {
            word.Append(Consonants[_random.Next(Consonants.Length)]).Append(Vowels[_random.Next(Vowels.Length)]);
        }

        return word.ToString();
    }
}
