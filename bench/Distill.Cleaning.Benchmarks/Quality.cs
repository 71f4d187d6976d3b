using System.Globalization;
using System.Text.Json;

namespace Distill.Cleaning.Benchmarks;

/// <summary>How many of the planted duplicates a run found, and how many of those found were planted.</summary>
/// <param name="Recall">Share of the planted near-duplicates that are gone, as a duplicate of their own family.</param>
/// <param name="Precision">Share of what was dropped as near-duplicate that is of the survivor's family.</param>
/// <param name="Exact">Share of the planted exact duplicates that are gone.</param>
internal sealed record Quality(double Recall, double Precision, double Exact)
{
    /// <summary>Reads the rejects of a run.</summary>
    public static Quality Of(Corpus corpus, string rejects)
    {
        var (near, right, exact) = (0L, 0L, 0L);
        var gone = new bool[corpus.Family.Length];
        var judged = new bool[corpus.Family.Length];
        Array.Fill(judged, true);
        foreach (var line in File.ReadLines(rejects))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var step = root.GetProperty("operator").GetString();
            if (root.GetProperty("id").GetString() is not { } id)
            {
                continue;
            }

            var number = Number(id);
            if (step is not ("exact_dedup" or "minhash_dedup"))
            {
                // Dropped for another reason, before it could be a duplicate.
                judged[number] = false;
                continue;
            }

            var kept = Number(root.GetProperty("detail").GetProperty("kept").GetString()!);
            var same = corpus.Family[kept] == corpus.Family[number];
            gone[number] = same;
            near += step == "minhash_dedup" ? 1 : 0;
            right += step == "minhash_dedup" && same ? 1 : 0;
        }

        exact = Count(corpus, judged, gone, RecordKind.Exact, out var exacts);
        var found = Count(corpus, judged, gone, RecordKind.Near, out var nears);
        return new Quality((double)found / nears, near == 0 ? 1 : (double)right / near, (double)exact / exacts);
    }

    private static long Count(Corpus corpus, bool[] judged, bool[] gone, RecordKind kind, out long all)
    {
        var planted = Enumerable.Range(0, gone.Length).Where(number => corpus.Kinds[number] == kind && judged[number]).ToList();
        all = planted.Count;
        return planted.Count(number => gone[number]);
    }

    private static int Number(string id) => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture);
}
