using Distill.Cli.Files;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Dedup;
using Distill.Core.Samples;
using Distill.Core.Splits;

namespace Distill.Cli.Splitting;

/// <summary>Finds the rows of evaluation files that a training file has too, or nearly. About one kilobyte is kept for a row.</summary>
internal static class FileLeaks
{
    /// <summary>The crossing pairs, the most similar first; the names are <c>file, line n (id)</c>, the training row first.</summary>
    /// <param name="train">The training file.</param>
    /// <param name="evaluation">The files that models are judged on.</param>
    /// <param name="threshold">Similarity from which a pair is a leak, 0.5 to 1.</param>
    /// <param name="limit">Most pairs named.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<(long Rows, IReadOnlyList<Leak> Leaks)> FindAsync(
        RowFile train,
        IReadOnlyList<RowFile> evaluation,
        double threshold,
        int limit,
        CancellationToken cancellationToken
    )
    {
        // What all prompts have in common is found first: compared whole, long instructions would make every pair a leak.
        var detector = new TemplateDetector();
        foreach (var file in evaluation.Prepend(train))
        {
            await foreach (var sample in file.ReadAsync(null, cancellationToken))
            {
                detector.Add(PromptText.Of(sample));
            }
        }

        var check = new LeakCheck(threshold, detector.Detect());
        var rows = await AddAsync(check, train, SplitSet.Train, cancellationToken);
        foreach (var file in evaluation)
        {
            rows += await AddAsync(check, file, SplitSet.Test, cancellationToken);
        }

        return (rows, check.Find(limit));
    }

    private static async Task<long> AddAsync(LeakCheck check, RowFile file, SplitSet set, CancellationToken cancellationToken)
    {
        var rows = 0L;
        await foreach (var sample in file.ReadAsync(null, cancellationToken))
        {
            check.Add(Name(file, sample), PromptText.Of(sample), set);
            rows++;
        }

        return rows;
    }

    private static string Name(RowFile file, Sample sample) => $"{file.Name}, line {RowSource.Of(sample)?.Line ?? 0} ({sample.Id})";
}
