using System.Runtime.InteropServices;
using Distill.Core.Pipelines;

namespace Distill.Core.Dedup.MinHash;

/// <summary>The texts so far, to find the most similar one by locality-sensitive hashing. Not thread-safe.</summary>
/// <remarks>
/// LSH in bands: P. Indyk, R. Motwani, "Approximate nearest neighbors", STOC 1998; J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets",
/// chapter 3. A candidate counts only when the whole signatures agree in enough functions. Memory: about 300 bytes a text for the bands, and 256 for the
/// signature; of either what exceeds half the budget goes to disk, and 38 bytes a text stay.
/// </remarks>
/// <param name="threshold">Least similarity, 0 to 1.</param>
/// <param name="budget">Bytes of memory for bands and signatures.</param>
/// <param name="scratch">Where they go beyond it; null keeps all in memory.</param>
internal sealed class NearDuplicateIndex(double threshold, long budget, IScratchSpace? scratch) : IDisposable
{
    private readonly int _least = (int)Math.Ceiling((threshold * MinHasher.Functions) - 1e-9);
    private readonly SpillingStore _signatures = new(MinHashSketch.SignatureBytes, budget / 2, scratch);
    private readonly BandIndex _bands = new(budget / 2, scratch);
    private readonly List<int> _candidates = [];

    /// <summary>Texts so far.</summary>
    public int Count => _signatures.Count;

    /// <summary>Signatures on disk.</summary>
    public int Spilled => _signatures.Spilled;

    /// <summary>The text most similar to a sketch, the earlier one of equals.</summary>
    /// <returns>Its number and the functions in which they agree; null when none reaches the threshold.</returns>
    /// <exception cref="IOException">What is on disk cannot be read.</exception>
    public (int Text, int Agreement)? Find(MinHashSketch sketch)
    {
        _candidates.Clear();
        _bands.Find(sketch, _candidates);
        if (_candidates.Count == 0)
        {
            return null;
        }

        _candidates.Sort();
        (int Text, int Agreement)? best = null;
        var last = -1;
        foreach (var candidate in CollectionsMarshal.AsSpan(_candidates))
        {
            if (candidate == last)
            {
                continue;
            }

            last = candidate;
            var agreement = MinHashSketch.Agreement(sketch.Signature, _signatures[candidate]);
            if (agreement >= _least && agreement > (best?.Agreement ?? 0))
            {
                best = (candidate, agreement);
            }
        }

        return best;
    }

    /// <summary>Adds a text; its number is the count before.</summary>
    /// <exception cref="IOException">What goes to disk cannot be written.</exception>
    public void Add(MinHashSketch sketch)
    {
        _bands.Add(sketch, _signatures.Count);
        _signatures.Add(sketch.Signature);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Dispose();

    public void Dispose()
    {
        _signatures.Dispose();
        _bands.Dispose();
    }
}
