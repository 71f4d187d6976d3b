namespace Distill.Core.Dedup;

/// <summary>Finds the template of a dataset's prompts. Not thread-safe; keeps at most <see cref="MaxKept"/> prompts.</summary>
/// <remarks>
/// The prefix is the longest text with which at least nine tenths of the prompts begin, the suffix likewise: a few prompts that do without the
/// template do not hide it. Prompts share long instructions; compared whole, all of them would look like near-duplicates.
/// </remarks>
public sealed class TemplateDetector
{
    /// <summary>Prompts kept: enough that a share of nine tenths is known within 2%.</summary>
    public const int MaxKept = 2000;

    /// <summary>Prompts needed before a common beginning is taken for a template rather than for likeness of a few.</summary>
    public const int MinPrompts = 20;

    private const double Quorum = 0.9;

    private readonly List<string> _prompts = [];
    private int _seen;
    private int _stride = 1;

    /// <summary>Takes note of a prompt.</summary>
    public void Add(string prompt)
    {
        // Every stride-th prompt is kept; a full list is thinned to every other one. So the choice covers the dataset evenly, without chance.
        if (_seen++ % _stride != 0)
        {
            return;
        }

        _prompts.Add(prompt);
        if (_prompts.Count < MaxKept)
        {
            return;
        }

        var thinned = _prompts.Where((_, i) => i % 2 == 0).ToList();
        _prompts.Clear();
        _prompts.AddRange(thinned);
        _stride *= 2;
    }

    /// <summary>The template of the prompts so far.</summary>
    public PromptTemplate Detect()
    {
        // Copies of one prompt would vote as a template of their own.
        var distinct = _prompts.Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count < MinPrompts)
        {
            return PromptTemplate.None;
        }

        var prefix = CommonPrefix(distinct);
        // The suffix is sought in what follows the prefix, so that the two never overlap.
        var head = new PromptTemplate(prefix, "");
        var suffix = Reverse(CommonPrefix([.. distinct.Select(prompt => Reverse(head.VaryingPart(prompt)))]));
        return new PromptTemplate(prefix, suffix);
    }

    // In sorted order texts with a common beginning are neighbours: the best window of quorum size is bounded by its first and last text.
    private static string CommonPrefix(List<string> texts)
    {
        texts = [.. texts.Order(StringComparer.Ordinal)];
        var window = (int)Math.Ceiling(Quorum * texts.Count);
        var best = "";
        for (var i = 0; i + window <= texts.Count; i++)
        {
            var length = texts[i].AsSpan().CommonPrefixLength(texts[i + window - 1]);
            best = length > best.Length ? texts[i][..length] : best;
        }

        return best;
    }

    private static string Reverse(string text) =>
        string.Create(
            text.Length,
            text,
            (span, source) =>
            {
                source.CopyTo(span);
                span.Reverse();
            }
        );
}
