using System.Text;
using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.Teaching;

/// <summary>Writes texts of a class after an example, by putting clauses of the example and of the teacher's own rows together. Immutable and thread-safe.</summary>
/// <remarks>
/// That is all the imagination an emulated teacher has: what is new in its texts comes from the rows it has learned from, as what a language model writes
/// comes from what it has read. Methods differ in how much of the example stays and how many clauses are added.
/// </remarks>
internal sealed class VariantWriter
{
    private readonly Dictionary<string, string[]> _texts;

    /// <summary>A writer that knows these rows.</summary>
    public VariantWriter(IReadOnlyList<TrainingPair> rows) =>
        _texts = rows.GroupBy(row => row.Answer, row => row.Prompt, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>True when it knows rows of a class.</summary>
    public bool Knows(string label) => _texts.ContainsKey(label);

    /// <summary>A new text of a class.</summary>
    /// <param name="method">The method, which decides how near the example it stays.</param>
    /// <param name="seeds">The examples.</param>
    /// <param name="label">A class that it knows.</param>
    /// <param name="random">The source of all choices.</param>
    public string Write(string method, IReadOnlyList<string> seeds, string label, Random random)
    {
        var (share, added, reorders) = method switch
        {
            "paraphrase" => (0.7, 0, true),
            "same-kind" => (0.3, 1, false),
            "add-constraint" => (0.8, 1, false),
            "deepen-scenario" => (0.7, 2, false),
            "evolve-depth" => (0.6, 2, true),
            "evolve-breadth" or "self-instruct" => (0, 1, false),
            _ => (0.5, 1, true),
        };
        var own = Pieces(seeds[random.Next(seeds.Count)]);
        var kept = own.Where(_ => random.NextDouble() < share).ToList();
        if (reorders)
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kept));
        }

        // What is left out of the example is made good by clauses of rows of the class.
        var borrowed = Math.Max(1, own.Count - kept.Count + added - 1);
        for (var index = 0; index < borrowed; index++)
        {
            var pieces = Pieces(_texts[label][random.Next(_texts[label].Length)]);
            kept.Insert(random.Next(kept.Count + 1), pieces[random.Next(pieces.Count)]);
        }

        return Join(kept);
    }

    /// <summary>The clauses of a text with their punctuation; of a text without any, its two halves.</summary>
    private static List<string> Pieces(string text)
    {
        var pieces = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '，' or '。' or '；' or '！' or '？' or ',' or ';' or '!' or '?' or '\n')
            {
                pieces.Add(text[start..(i + 1)]);
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            pieces.Add(text[start..]);
        }

        pieces.RemoveAll(string.IsNullOrWhiteSpace);
        return pieces.Count > 1 ? pieces : Halves(text);
    }

    private static List<string> Halves(string text)
    {
        var space = text.IndexOf(' ', text.Length / 2);
        return space > 0 ? [text[..space], text[space..]] : [text];
    }

    private static string Join(List<string> pieces)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            var wantsSpace = text.Length > 0 && char.IsAscii(text[^1]) && !char.IsWhiteSpace(text[^1]) && !char.IsWhiteSpace(piece[0]);
            _ = text.Append(wantsSpace ? " " : "").Append(piece);
        }

        var joined = text.ToString().Trim();
        // A clause from within a sentence is now the last one.
        return joined[^1] switch
        {
            '，' or '；' => joined[..^1] + '。',
            ',' or ';' => joined[..^1] + '.',
            _ => joined,
        };
    }
}
