using Distill.Core.Augmentation;
using Distill.Core.Evaluation;

namespace Distill.Core.Runs.Specs;

/// <summary>How thin classes of the training set are filled up with texts by the teacher.</summary>
public sealed record AugmentSpec
{
    /// <summary>Rows that each class is to have: a number (<c>200</c>) or a share of the largest class (<c>50%</c>). Default <c>50%</c>.</summary>
    public string Target { get; init; } = "50%";

    /// <summary>The methods, used in turn; <see cref="AugmentationMethods.Names"/>. Default <see cref="AugmentationMethods.Usual"/>.</summary>
    public IReadOnlyList<string> Methods { get; init; } = AugmentationMethods.Usual;

    /// <summary>Most new rows for each row that a class has, 0.1 to 100. Default 5.</summary>
    public double MaxRatio { get; init; } = 5;

    /// <summary>Texts asked for in one call, 1 to 20. Default 4.</summary>
    public int VariantsPerCall { get; init; } = 4;

    /// <summary>Share of the texts asked for that is expected to be kept, 0.05 to 1. Default 0.6.</summary>
    public double ExpectedYield { get; init; } = 0.6;

    /// <summary>Least ROUGE-L with the seed, 0 to 1. Default 0.1.</summary>
    public double MinSimilarity { get; init; } = 0.1;

    /// <summary>Highest ROUGE-L with a seed or another new text, 0 to 1. Default 0.7.</summary>
    public double MaxSimilarity { get; init; } = 0.7;

    /// <summary>Money for a round's augmentation, by estimate before each of its two steps; null leaves only the run's budget.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Seed of the choice of seeds. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Sampling temperature of the calls for new texts; null leaves the teacher's. Answers are always asked as the teacher's other answers are. Default null.</summary>
    public double? Temperature { get; init; }

    /// <summary>The section in the terms of <see cref="AugmentationOptions"/>.</summary>
    /// <param name="split">The split, whose near-duplicate threshold holds here too.</param>
    /// <exception cref="InvalidSettingException">A name or the target is unknown; <see cref="RunSpecDocument.Parse"/> finds it earlier, with its line.</exception>
    public AugmentationOptions ToOptions(SplitSpec split) =>
        new()
        {
            Target = AugmentationTarget.Parse(Target) ?? throw new InvalidSettingException($"'{Target}' is no target."),
            Methods =
            [
                .. Methods.Select(name => AugmentationMethods.Find(name) ?? throw new InvalidSettingException($"'{name}' is no method.")),
            ],
            MaxRatio = MaxRatio,
            VariantsPerCall = VariantsPerCall,
            ExpectedYield = ExpectedYield,
            MinSimilarity = MinSimilarity,
            MaxSimilarity = MaxSimilarity,
            NearDuplicateThreshold = split.NearDuplicateThreshold,
            Budget = Budget,
            Seed = Seed,
        };
}
