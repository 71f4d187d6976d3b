namespace Distill.Core.Instructions;

/// <summary>Recognises instructions that a program can verify in a prompt, Chinese or English.</summary>
/// <remarks>
/// Conservative: what it does not know for an instruction it leaves alone, and approximate wishes (约300字, about 300 words) are none. Of a long prompt only the
/// beginning and the end are read, where instructions stand; between them stands material that may speak of anything.
/// </remarks>
public static class InstructionFinder
{
    private const int Window = 500;

    private static readonly IReadOnlyList<InstructionRule> Rules = [.. ChineseRules.All, .. EnglishRules.All];

    /// <summary>The instructions of a prompt, each once.</summary>
    public static IReadOnlyList<Instruction> Find(string prompt)
    {
        var text =
            prompt.Length <= 2 * Window ? prompt : string.Concat(prompt.AsSpan(0, Window), "\n", prompt.AsSpan(prompt.Length - Window));
        var found = new List<Instruction>();
        foreach (var rule in Rules)
        {
            rule.Find(text, found);
        }

        return found.Count < 2 ? found : [.. found.DistinctBy(instruction => (instruction.Id, instruction.Arguments.ToJsonString()))];
    }
}
