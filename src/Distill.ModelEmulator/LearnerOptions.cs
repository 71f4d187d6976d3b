namespace Distill.ModelEmulator;

/// <summary>Capacity and training of a softmax learner on hashed n-grams.</summary>
public sealed class LearnerOptions
{
    /// <summary>Shortest character n-gram, 1 to 8. Default 1.</summary>
    public int MinCharacters { get; set; } = 1;

    /// <summary>Longest character n-gram, 0 (none) to 8. Default 4.</summary>
    public int MaxCharacters { get; set; } = 4;

    /// <summary>Longest word n-gram of scripts that put spaces between words, 0 (none) to 4. Default 2.</summary>
    public int MaxWords { get; set; } = 2;

    /// <summary>Power of two of hash buckets, 8 to 22. Default 18.</summary>
    public int BucketBits { get; set; } = 18;

    /// <summary>Learning rate at multiplier 1; it rises over the first tenth of the steps, then falls linearly to a tenth. Greater than 0. Default 16.</summary>
    public double LearningRate { get; set; } = 16;

    /// <summary>Weight decay of the objective <c>loss + l2/2·|w|²</c>, 0 or more. Default 1e-6.</summary>
    public double L2 { get; set; } = 1e-6;

    /// <summary>Passes over the training set when the job says <c>auto</c>, and for a teacher, 1 to 50. Default 3 for a student, 10 for a teacher.</summary>
    public int? Epochs { get; set; }

    /// <summary>Examples a step when the job says <c>auto</c>, and for a teacher, 1 to 256. Default 8.</summary>
    public int BatchSize { get; set; } = 8;

    /// <summary>Share of the training file held out for validation when a job names no validation file, 0 to 0.5. Default 0.</summary>
    public double ValidationShare { get; set; }

    /// <summary>Most distinct answers that are learned as classes, 2 to 10,000; beyond it the answer of the nearest training prompt is given. Default 1,000.</summary>
    public int MaxClasses { get; set; } = 1_000;

    /// <summary>Pause after each training step in milliseconds, 0 to 60,000, to make jobs last. Default 0.</summary>
    public double StepMilliseconds { get; set; }
}
