namespace Distill.Core.Instructions;

/// <summary>Verifies instructions by program, strictly and loosely, as IFEval does (Zhou et al. 2023, section 3).</summary>
public sealed record InstructionCheck : ProgramCheck
{
    private readonly IReadOnlyList<Instruction>? _instructions;
    private readonly bool _loose;

    internal InstructionCheck(IReadOnlyList<Instruction>? instructions, bool loose)
    {
        foreach (var instruction in instructions ?? [])
        {
            InstructionTypes.Require(instruction);
        }

        _instructions = instructions;
        _loose = loose;
    }

    /// <summary>Verifies each instruction.</summary>
    /// <param name="instructions">The instructions.</param>
    /// <param name="answer">The answer; an empty one follows none.</param>
    /// <exception cref="Evaluation.InvalidSettingException">An instruction's type is unknown, or an argument of it is missing or wrong.</exception>
    public static IReadOnlyList<InstructionResult> Verify(IEnumerable<Instruction> instructions, string answer) =>
        [.. instructions.Select(instruction => Verify(instruction, answer))];

    /// <inheritdoc />
    public override CheckResult Check(string prompt, string? answer)
    {
        var results = Verify(_instructions ?? InstructionFinder.Find(prompt), answer ?? "");
        return CheckResult.Of([.. results.Select(result => Finding(result, _loose))]);
    }

    private static InstructionResult Verify(Instruction instruction, string answer)
    {
        var follows = InstructionTypes.Bind(instruction);
        var measure = follows(answer);
        var strict = measure.Followed && !string.IsNullOrWhiteSpace(answer);
        var loose = strict || Relaxed(answer).Any(variant => !string.IsNullOrWhiteSpace(variant) && follows(variant).Followed);
        return new InstructionResult(instruction, strict, loose, measure.Measured);
    }

    // The paper's eight variants: with and without asterisks, the first line, the last line; the answer itself was looked at before.
    private static IEnumerable<string> Relaxed(string answer)
    {
        var lines = answer.Split('\n');
        string[] cuts =
        [
            answer,
            string.Join('\n', lines.Skip(1)).Trim(),
            string.Join('\n', lines.SkipLast(1)).Trim(),
            string.Join('\n', lines.Skip(1).SkipLast(1)).Trim(),
        ];
        return cuts.Skip(1).Concat(cuts.Select(cut => cut.Replace("*", "")));
    }

    private static CheckFinding Finding(InstructionResult result, bool loose)
    {
        var followed = loose ? result.Loose : result.Strict;
        var wanted = result.Instruction.Source ?? result.Instruction.Arguments.ToJsonString();
        return new CheckFinding(
            result.Instruction.Id,
            followed,
            $"{(followed ? "followed" : "not followed")}: {wanted}",
            result.Measured?.DeepClone()
        );
    }
}
