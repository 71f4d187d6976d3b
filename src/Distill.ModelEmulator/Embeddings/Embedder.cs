using Distill.ModelEmulator.Learning;
using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.Embeddings;

/// <summary>Maps a text to a unit vector: its n-grams, each added to one dimension with a sign, both by hash.</summary>
internal sealed class Embedder(int dimensions)
{
    private const int Seed = 17;
    private static readonly NgramHasher Hasher = new(1, 3, 1, 16);

    /// <summary>The vector of a text.</summary>
    public float[] Embed(string text)
    {
        using var counts = Hasher.Count(text);
        var vector = new float[dimensions];
        foreach (var bucket in counts.Touched)
        {
            var place = (int)(Hash.Uniform(Seed, 0, bucket) * dimensions);
            var sign = Hash.Uniform(Seed, 1, bucket) < 0.5 ? -1 : 1;
            vector[place] += sign * (1 + MathF.Log(counts[bucket]));
        }

        var norm = MathF.Sqrt(vector.Sum(value => value * value));
        return norm > 0 ? Array.ConvertAll(vector, value => value / norm) : vector;
    }
}
