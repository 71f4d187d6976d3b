namespace Distill.ModelEmulator;

/// <summary>One emulated model. A fine-tuned model takes the latency, faults and limits of its base.</summary>
public sealed class EmulatedModelOptions
{
    /// <summary>What the model does. Default <see cref="ModelKind.Student"/>.</summary>
    public ModelKind Kind { get; set; } = ModelKind.Student;

    /// <summary>Seed of latency, faults, sampling, and of a student's untrained weights. Default 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Keys this model accepts; they replace the emulator's own keys. Default none: the emulator's keys count.</summary>
    public IList<string> ApiKeys { get; set; } = [];

    /// <summary>How long answers take.</summary>
    public LatencyOptions Latency { get; set; } = new();

    /// <summary>What goes wrong, and how often.</summary>
    public FaultOptions Faults { get; set; } = new();

    /// <summary>Requests a minute that are answered, 1 or more; the rest get 429. Default null: unlimited.</summary>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Tokens a minute (prompt and answer), 1 or more; the rest get 429. Default null: unlimited.</summary>
    public int? TokensPerMinute { get; set; }

    /// <summary>Capacity and training of a teacher or a student.</summary>
    public LearnerOptions Learner { get; set; } = new();

    /// <summary>Where a teacher learns from. Needed by <see cref="ModelKind.Teacher"/> only.</summary>
    public TeachingOptions Teaching { get; set; } = new();

    /// <summary>Flaws of a judge.</summary>
    public JudgeOptions Judge { get; set; } = new();

    /// <summary>Default length of an embedding, 8 to 4,096. Default 256; a request's <c>dimensions</c> overrides it.</summary>
    public int EmbeddingDimensions { get; set; } = 256;

    /// <summary>A student that reads single characters and pairs into 2^14 buckets, and words.</summary>
    public static EmulatedModelOptions SmallStudent() =>
        new()
        {
            Learner = new LearnerOptions
            {
                MaxCharacters = 2,
                MaxWords = 1,
                BucketBits = 14,
            },
        };

    /// <summary>A student that reads up to four characters and pairs of words into 2^18 buckets.</summary>
    public static EmulatedModelOptions MediumStudent() => new() { Learner = new LearnerOptions() };
}
