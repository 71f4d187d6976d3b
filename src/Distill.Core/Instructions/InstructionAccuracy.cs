namespace Distill.Core.Instructions;

/// <summary>The four accuracies of IFEval (Zhou et al. 2023, section 3), each from 0 to 1; NaN when there was nothing to count.</summary>
/// <param name="PromptStrict">Share of the prompts of which every instruction is followed.</param>
/// <param name="InstructionStrict">Share of all instructions that are followed.</param>
/// <param name="PromptLoose">The first, by the loose criterion.</param>
/// <param name="InstructionLoose">The second, by the loose criterion.</param>
/// <param name="Prompts">Prompts with at least one instruction.</param>
/// <param name="Instructions">Instructions in all.</param>
public sealed record InstructionAccuracy(
    double PromptStrict,
    double InstructionStrict,
    double PromptLoose,
    double InstructionLoose,
    int Prompts,
    int Instructions
)
{
    /// <summary>The accuracies of the results of each prompt; prompts without instructions do not count.</summary>
    public static InstructionAccuracy Of(IEnumerable<IReadOnlyList<InstructionResult>> prompts)
    {
        var counted = prompts.Where(results => results.Count > 0).ToList();
        var all = counted.SelectMany(results => results).ToList();
        return new InstructionAccuracy(
            Share(counted, results => results.All(result => result.Strict)),
            Share(all, result => result.Strict),
            Share(counted, results => results.All(result => result.Loose)),
            Share(all, result => result.Loose),
            counted.Count,
            all.Count
        );
    }

    private static double Share<T>(IReadOnlyCollection<T> items, Func<T, bool> passes) => (double)items.Count(passes) / items.Count;
}
