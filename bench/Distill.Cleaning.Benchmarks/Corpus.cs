using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Distill.Cleaning.Benchmarks;

/// <summary>A generated file of samples of which it is known which are duplicates of which.</summary>
/// <param name="Path">The file.</param>
/// <param name="Family">By the number in an id (<c>r17</c>): the number of the record that it was made from, itself for an original.</param>
/// <param name="Kinds">What each record was made as.</param>
internal sealed record Corpus(string Path, int[] Family, RecordKind[] Kinds)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a corpus: a tenth exact and a tenth near-duplicates, 3% malformed lines, 3% junk, some personal data, some escaped text.</summary>
    public static Corpus Generate(string path, int records, int seed)
    {
        var random = new Random(seed);
        var words = new Words(random);
        var texts = new (string Prompt, string Answer)[records];
        var family = new int[records];
        var kinds = new RecordKind[records];
        var originals = new List<int>();
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        for (var i = 0; i < records; i++)
        {
            kinds[i] = originals.Count < 100 ? RecordKind.Original : Kind(random.NextDouble());
            family[i] = i;
            switch (kinds[i])
            {
                case RecordKind.Exact or RecordKind.Near:
                    // Mostly of late: a log repeats what is asked now. The texts of older ones are not kept.
                    family[i] = originals[^random.Next(1, Math.Min(20_000, originals.Count))];
                    var (prompt, answer) = texts[family[i]];
                    texts[i] = kinds[i] == RecordKind.Exact ? Respaced(prompt, answer, random) : (words.Edit(prompt), words.Edit(answer));
                    break;
                case RecordKind.Junk:
                    texts[i] = random.Next(3) switch
                    {
                        0 => (words.Text(20), ""),
                        1 => (words.Text(10), words.Text(5000)),
                        _ => ("", words.Text(40)),
                    };
                    break;
                default:
                    texts[i] = (words.Text(random.Next(40, 155)), words.Text(random.Next(180, 605)));
                    if (kinds[i] == RecordKind.Original)
                    {
                        originals.Add(i);
                    }

                    break;
            }

            file.Write(Line(i, texts[i], kinds[i], random));
            file.Write('\n');
            if (originals.Count > 20_000)
            {
                texts[originals[^20_000]] = default;
            }
        }

        return new Corpus(path, family, kinds);
    }

    private static RecordKind Kind(double draw) =>
        draw switch
        {
            < 0.10 => RecordKind.Exact,
            < 0.20 => RecordKind.Near,
            < 0.23 => RecordKind.Malformed,
            < 0.26 => RecordKind.Junk,
            _ => RecordKind.Original,
        };

    private static (string Prompt, string Answer) Respaced(string prompt, string answer, Random random) =>
        random.Next(4) == 0 ? (prompt.ToUpperInvariant() + " ", answer.Replace(" ", "  ", StringComparison.Ordinal)) : (prompt, answer);

    private static string Line(int index, (string Prompt, string Answer) text, RecordKind kind, Random random)
    {
        var escaped = random.Next(20) == 0;
        string Json(string value) => JsonSerializer.Serialize(value, escaped ? JsonSerializerOptions.Default : Plain);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"id":"r{{{index}}}","messages":[{"role":"user","content":{{{Json(text.Prompt)}}}},{"role":"assistant","content":{{{Json(text.Answer)}}}}],"labels":{"intent":"class{{{index % 7}}}"},"meta":{"asid":"a{{{index}}}","time":"2026-11-23T08:00:00Z","model":"teacher","latency_ms":{{{400 + (index % 900)}}},"finish_reason":"stop"}}"""
        );
        return kind == RecordKind.Malformed ? line[..random.Next(line.Length / 4, line.Length - 1)] : line;
    }
}
