namespace Distill.ModelEmulator.Learning;

/// <summary>Maps texts to vectors: the n-grams seen in training, weighted by <c>(1 + ln tf) · ln((N + 1)/df)</c> and scaled to length 1.</summary>
/// <remarks>
/// Prompts share long templates. The inverse document frequency does away with them smoothly: an n-gram that occurs in all N training prompts weighs
/// ln(1 + 1/N), next to nothing, so the template takes no share of the vector's length. N-grams never seen in training are left out. Thread-safe.
/// </remarks>
internal sealed class FeatureSpace
{
    private readonly int[] rowOfBucket;
    private readonly float[] idf;

    private FeatureSpace(LearnerOptions capacity, NgramHasher hasher, int[] bucketOfRow, float[] idf)
    {
        Capacity = capacity;
        Hasher = hasher;
        BucketOfRow = bucketOfRow;
        this.idf = idf;
        rowOfBucket = new int[hasher.Buckets];
        Array.Fill(rowOfBucket, -1);
        for (var row = 0; row < bucketOfRow.Length; row++)
        {
            rowOfBucket[bucketOfRow[row]] = row;
        }
    }

    /// <summary>Which n-grams are read.</summary>
    public LearnerOptions Capacity { get; }

    /// <summary>Number of rows: buckets seen in training.</summary>
    public int Rows => BucketOfRow.Length;

    /// <summary>Bucket of each row.</summary>
    public int[] BucketOfRow { get; }

    /// <summary>Weight of each row.</summary>
    public ReadOnlySpan<float> Idf => idf;

    private NgramHasher Hasher { get; }

    /// <summary>Learns which n-grams there are, and how telling each is.</summary>
    public static FeatureSpace Learn(LearnerOptions capacity, IReadOnlyCollection<string> texts, CancellationToken cancellationToken)
    {
        var hasher = CreateHasher(capacity);
        var documents = CountDocuments(hasher, texts, cancellationToken);
        var rows = Enumerable.Range(0, documents.Length).Where(bucket => documents[bucket] > 0).ToArray();
        return new FeatureSpace(capacity, hasher, rows, Weights(rows, documents, texts.Count));
    }

    /// <summary>This space and the n-grams that only these texts have, in rows after those there are; what was known keeps its weight.</summary>
    public FeatureSpace Extend(IReadOnlyCollection<string> texts, CancellationToken cancellationToken)
    {
        var documents = CountDocuments(Hasher, texts, cancellationToken);
        var added = Enumerable.Range(0, documents.Length).Where(bucket => documents[bucket] > 0 && rowOfBucket[bucket] < 0).ToArray();
        return added.Length == 0
            ? this
            : new FeatureSpace(Capacity, Hasher, [.. BucketOfRow, .. added], [.. idf, .. Weights(added, documents, texts.Count)]);
    }

    /// <summary>A space read from a file.</summary>
    public static FeatureSpace Restore(LearnerOptions capacity, int[] bucketOfRow, float[] idf) =>
        new(capacity, CreateHasher(capacity), bucketOfRow, idf);

    /// <summary>The vector of a text, rows ascending.</summary>
    public SparseVector Vectorise(string text)
    {
        using var counts = Hasher.Count(text);
        var rows = new int[counts.Touched.Length];
        var size = 0;
        foreach (var bucket in counts.Touched)
        {
            var row = rowOfBucket[bucket];
            if (row >= 0)
            {
                rows[size++] = row;
            }
        }

        Array.Sort(rows, 0, size);
        var values = new float[size];
        for (var i = 0; i < size; i++)
        {
            values[i] = (1 + MathF.Log(counts[BucketOfRow[rows[i]]])) * idf[rows[i]];
        }

        Normalise(values);
        return new SparseVector(rows.AsMemory(0, size), values);
    }

    private static void Normalise(Span<float> values)
    {
        var squares = 0f;
        foreach (var value in values)
        {
            squares += value * value;
        }

        var factor = squares > 0 ? 1 / MathF.Sqrt(squares) : 0;
        foreach (ref var value in values)
        {
            value *= factor;
        }
    }

    private static int[] CountDocuments(NgramHasher hasher, IReadOnlyCollection<string> texts, CancellationToken cancellationToken)
    {
        var documents = new int[hasher.Buckets];
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var counts = hasher.Count(text);
            foreach (var bucket in counts.Touched)
            {
                documents[bucket]++;
            }
        }

        return documents;
    }

    private static float[] Weights(int[] buckets, int[] documents, int texts) =>
        Array.ConvertAll(buckets, bucket => (float)Math.Log((texts + 1.0) / documents[bucket]));

    private static NgramHasher CreateHasher(LearnerOptions capacity) =>
        new(capacity.MinCharacters, capacity.MaxCharacters, capacity.MaxWords, capacity.BucketBits);
}
