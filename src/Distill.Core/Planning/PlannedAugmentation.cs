using Distill.Core.Augmentation;
using Distill.Core.Models;

namespace Distill.Core.Planning;

/// <summary>The augmentation of one round, as far as it can be known before the teacher has answered.</summary>
/// <param name="Calls">Calls for new texts.</param>
/// <param name="Texts">Texts asked for, each of which may be answered: at most so many answers.</param>
/// <param name="Rows">New training rows, at most.</param>
/// <param name="CallInputTokens">Tokens of a call.</param>
/// <param name="CallOutputTokens">Tokens of its answer.</param>
/// <param name="ClassesKnown">False when the classes are unknown and the counts are the most that any classes could need.</param>
public sealed record PlannedAugmentation(
    long Calls,
    long Texts,
    long Rows,
    double CallInputTokens,
    double CallOutputTokens,
    bool ClassesKnown
)
{
    /// <summary>The augmentation of a training set.</summary>
    /// <param name="options">How thin classes are filled up.</param>
    /// <param name="classes">Records of the source by class; null or empty when no label of the source tells.</param>
    /// <param name="labels">How many classes there are, when they are unknown.</param>
    /// <param name="trainingRows">Rows of the training set.</param>
    /// <param name="assumed">Tokens of prompts and answers.</param>
    /// <param name="teacher">The teacher, for its prices: a budget cuts the calls.</param>
    public static PlannedAugmentation Of(
        AugmentationOptions options,
        IReadOnlyDictionary<string, long>? classes,
        int labels,
        double trainingRows,
        PlanAssumptions assumed,
        ModelEntry teacher
    )
    {
        var known = classes is { Count: > 0 };
        var shares = known ? Shares(classes!) : Worst(options, Math.Max(2, labels));
        var plan = AugmentationPlanner.Plan(
            [
                .. shares.Select(share => new ClassSize(
                    share.Key,
                    (long)Math.Round(share.Value * trainingRows),
                    assumed.InputTokens,
                    assumed.InputTokens,
                    assumed.OutputTokens
                )),
            ],
            options,
            teacher
        );
        var calls = plan.Calls;
        var perCall = options.Methods.Average(AugmentationMethods.SeedsPerCall);
        return new PlannedAugmentation(
            calls,
            calls * options.VariantsPerCall,
            plan.Expected,
            AugmentationPrompt.InstructionTokens + (perCall * assumed.InputTokens),
            options.VariantsPerCall * assumed.InputTokens,
            known
        );
    }

    private static Dictionary<string, double> Shares(IReadOnlyDictionary<string, long> classes)
    {
        double total = classes.Values.Sum();
        return classes.ToDictionary(pair => pair.Key, pair => pair.Value / total, StringComparer.Ordinal);
    }

    // What needs most new rows under a largest ratio of r: thin classes just large enough that the ratio does not stop them short of the target.
    private static Dictionary<string, double> Worst(AugmentationOptions options, int labels)
    {
        var thin = options.Target.IsShare ? options.Target.Value / (1 + options.MaxRatio) : 1 / (1 + options.MaxRatio);
        var largest = 1 / (1 + ((labels - 1) * thin));
        return Enumerable
            .Range(0, labels)
            .ToDictionary(index => $"class {index + 1}", index => index == 0 ? largest : largest * thin, StringComparer.Ordinal);
    }
}
