namespace Distill.Core.Augmentation;

/// <summary>How thin classes are filled up.</summary>
public sealed record AugmentationOptions
{
    /// <summary>The methods, used in turn; at least one. Default <see cref="AugmentationMethods.Usual"/>.</summary>
    public IReadOnlyList<AugmentationMethod> Methods { get; init; } =
    [.. AugmentationMethods.Usual.Select(name => AugmentationMethods.Find(name)!.Value)];

    /// <summary>Rows that each class is to have. Default half of the largest class.</summary>
    public AugmentationTarget Target { get; init; } = AugmentationTarget.Usual;

    /// <summary>Most new rows for each row that a class has, 0.1 to 100: more say ever less that is new. Default 5.</summary>
    public double MaxRatio { get; init; } = 5;

    /// <summary>Texts asked for in one call, 1 to 20. Default 4.</summary>
    public int VariantsPerCall { get; init; } = 4;

    /// <summary>Share of the texts asked for that is expected to pass gate and label check, 0.05 to 1; it decides how many calls are made. Default 0.6.</summary>
    public double ExpectedYield { get; init; } = 0.6;

    /// <summary>Least ROUGE-L (F1) with the nearest seed, 0 to 1; below it a text has left its subject. Default 0.1. Methods that owe the seed only its class are exempt.</summary>
    public double MinSimilarity { get; init; } = 0.1;

    /// <summary>Highest ROUGE-L (F1) with a seed or another new text, 0 to 1; above it a text is a copy. Default 0.7, as in self-instruct.</summary>
    public double MaxSimilarity { get; init; } = 0.7;

    /// <summary>Jaccard similarity of character shingles from which a prompt counts as one that is there already, 0.5 to 1. Default 0.8, as in splits.</summary>
    public double NearDuplicateThreshold { get; init; } = 0.8;

    /// <summary>Money for all calls, generation and answers; null is no limit.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Seed of the choice of seeds. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What is wrong with these options, or null.</summary>
    public string? Validate() =>
        this switch
        {
            { Methods.Count: 0 } => $"No method is named; known are {string.Join(", ", AugmentationMethods.Names)}.",
            { MaxRatio: not (>= 0.1 and <= 100) } => $"The ratio is {MaxRatio}, but must be from 0.1 to 100.",
            { VariantsPerCall: not (>= 1 and <= 20) } => $"A call asks for {VariantsPerCall} texts, but must ask for 1 to 20.",
            { ExpectedYield: not (>= 0.05 and <= 1) } => $"The expected yield is {ExpectedYield}, but must be from 0.05 to 1.",
            { MinSimilarity: not (>= 0 and <= 1) } or { MaxSimilarity: not (>= 0 and <= 1) } => Range,
            _ when MinSimilarity >= MaxSimilarity => Range,
            { NearDuplicateThreshold: not (>= 0.5 and <= 1) } =>
                $"The near-duplicate threshold is {NearDuplicateThreshold}, but must be from 0.5 to 1.",
            { Budget: < 0 } => $"The budget is {Budget}, but cannot be negative.",
            _ => null,
        };

    private string Range =>
        $"The similarity range is {MinSimilarity} to {MaxSimilarity}, but must be within 0 to 1, its lower end below its upper.";
}
