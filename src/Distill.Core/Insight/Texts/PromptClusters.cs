using Distill.Core.Reporting;

namespace Distill.Core.Insight.Texts;

/// <summary>Clusters prompts by what they are about.</summary>
/// <remarks>
/// Spherical k-means (I. Dhillon, D. Modha, "Concept decompositions for large sparse text data using clustering", Machine Learning 42, 2001) on
/// <see cref="PromptVectors"/>, started by k-means++ (D. Arthur, S. Vassilvitskii, SODA 2007). The same prompts and seed give the same clusters.
/// </remarks>
internal static class PromptClusters
{
    /// <summary>Most clusters.</summary>
    public const int Most = 8;

    private const int Rounds = 20;
    private const int Words = 5;
    private const int ExampleLength = 200;

    /// <summary>The clusters, largest first. Prompts without a telling word belong to none; fewer than 20 prompts make none.</summary>
    public static IReadOnlyList<IntentCluster> Find(IReadOnlyList<string> prompts, Random random)
    {
        const int Fewest = 20;
        var vectors = PromptVectors.Of(prompts);
        var rows = Enumerable.Range(0, prompts.Count).Where(row => vectors.Rows[row].Length > 0).ToArray();
        if (rows.Length < Fewest)
        {
            return [];
        }

        var centres = Start(vectors, rows, Math.Min(Most, rows.Length / 10), random);
        var assigned = new int[rows.Length];
        Array.Fill(assigned, -1);
        for (var round = 0; round < Rounds && Assign(vectors, rows, centres, assigned); round++)
        {
            Move(vectors, rows, centres, assigned);
        }

        var mean = Mean(vectors, rows);
        return
        [
            .. Enumerable
                .Range(0, centres.Count)
                .Select(cluster => Describe(vectors, prompts, rows, assigned, cluster, centres[cluster], mean))
                .Where(cluster => cluster.Count > 0)
                .OrderByDescending(cluster => cluster.Count)
                .ThenBy(cluster => cluster.Example, StringComparer.Ordinal),
        ];
    }

    private static List<float[]> Start(PromptVectors vectors, int[] rows, int count, Random random)
    {
        var centres = new List<float[]> { Dense(vectors.Rows[rows[random.Next(rows.Length)]]) };
        var distance = rows.Select(_ => double.MaxValue).ToArray();
        while (centres.Count < count)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                distance[i] = Math.Min(distance[i], Math.Max(0, 1 - Dot(vectors.Rows[rows[i]], centres[^1])));
            }

            var lot = random.NextDouble() * distance.Sum();
            var chosen = 0;
            for (var sum = distance[0]; sum < lot && chosen < rows.Length - 1; sum += distance[chosen])
            {
                chosen++;
            }

            centres.Add(Dense(vectors.Rows[rows[chosen]]));
        }

        return centres;
    }

    private static bool Assign(PromptVectors vectors, int[] rows, List<float[]> centres, int[] assigned)
    {
        var changed = false;
        for (var i = 0; i < rows.Length; i++)
        {
            var (best, nearest) = (0, double.MinValue);
            for (var cluster = 0; cluster < centres.Count; cluster++)
            {
                var similarity = Dot(vectors.Rows[rows[i]], centres[cluster]);
                (best, nearest) = similarity > nearest ? (cluster, similarity) : (best, nearest);
            }

            changed |= assigned[i] != best;
            assigned[i] = best;
        }

        return changed;
    }

    // A centre that lost all its prompts stays where it was.
    private static void Move(PromptVectors vectors, int[] rows, List<float[]> centres, int[] assigned)
    {
        for (var cluster = 0; cluster < centres.Count; cluster++)
        {
            var members = rows.Where((_, i) => assigned[i] == cluster).ToArray();
            if (members.Length > 0)
            {
                centres[cluster] = Normalized(Mean(vectors, members));
            }
        }
    }

    private static IntentCluster Describe(
        PromptVectors vectors,
        IReadOnlyList<string> prompts,
        int[] rows,
        int[] assigned,
        int cluster,
        float[] centre,
        float[] mean
    )
    {
        var members = rows.Where((_, i) => assigned[i] == cluster).ToArray();
        if (members.Length == 0)
        {
            return new IntentCluster([], 0, 0, "");
        }

        var own = Mean(vectors, members);
        var telling = Enumerable
            .Range(0, PromptVectors.Dimensions)
            .Where(feature => own[feature] > mean[feature])
            .OrderByDescending(feature => own[feature] - mean[feature])
            .ThenBy(feature => feature)
            .Take(Words)
            .Select(vectors.Name);
        var example = members.MaxBy(row => Dot(vectors.Rows[row], centre));
        return new IntentCluster(
            [.. telling],
            members.Length,
            (double)members.Length / rows.Length,
            ReportFormat.Shorten(prompts[example], ExampleLength)
        );
    }

    private static float[] Mean(PromptVectors vectors, IReadOnlyCollection<int> rows)
    {
        var mean = new float[PromptVectors.Dimensions];
        foreach (var (feature, weight) in rows.SelectMany(row => vectors.Rows[row]))
        {
            mean[feature] += weight / rows.Count;
        }

        return mean;
    }

    private static float[] Normalized(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(weight => weight * weight));
        return length > 0 ? [.. vector.Select(weight => weight / length)] : vector;
    }

    private static float[] Dense((int Feature, float Weight)[] row)
    {
        var dense = new float[PromptVectors.Dimensions];
        foreach (var (feature, weight) in row)
        {
            dense[feature] = weight;
        }

        return dense;
    }

    private static double Dot((int Feature, float Weight)[] row, float[] centre)
    {
        var sum = 0.0;
        foreach (var (feature, weight) in row)
        {
            sum += weight * centre[feature];
        }

        return sum;
    }
}
