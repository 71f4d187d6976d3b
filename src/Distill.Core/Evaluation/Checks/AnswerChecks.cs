using Distill.Core.Evaluation.Measuring;
using Distill.Core.Instructions;
using Distill.Core.Judging;

namespace Distill.Core.Evaluation.Checks;

/// <summary>The checks by name.</summary>
public static class AnswerChecks
{
    /// <summary>The check of an evaluation that names none.</summary>
    public const string Default = "instructions";

    private const string Schema = "json_schema";

    // The names are asked for by every command line, a check only by some.
    private static readonly Lazy<ProgramCheck> AnyObject = new(() => ProgramCheck.ForJsonSchema("""{"type": "object"}"""));

    private static readonly AnswerCheck[] Known =
    [
        new(Default, (item, answer) => Instructed(item, answer, loose: false)),
        new("instructions_loose", (item, answer) => Instructed(item, answer, loose: true)),
        new("json_object", (item, answer) => Checked(AnyObject.Value, item, answer)),
    ];

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(check => check.Name)];

    /// <summary>The check of a name.</summary>
    /// <exception cref="InvalidSettingException">There is none; the message lists those there are.</exception>
    public static AnswerCheck Get(string name) =>
        Array.Find(Known, check => check.Name == name)
        ?? throw new InvalidSettingException($"There is no check '{name}'; known are {string.Join(", ", Names)}.");

    /// <summary>The check that answers are JSON which a schema allows.</summary>
    /// <param name="schema">The JSON Schema, as JSON text.</param>
    /// <exception cref="InvalidSettingException">The text is no schema.</exception>
    public static AnswerCheck ForSchema(string schema)
    {
        var check = ProgramCheck.ForJsonSchema(schema);
        return new AnswerCheck(Schema, (item, answer) => Checked(check, item, answer));
    }

    private static CheckResult Checked(ProgramCheck check, EvaluationItem item, string answer) =>
        check.Check(JudgeMaterial.Conversation(item.Prompt), answer);

    // The instructions that came with the sample, as IFEval's do; else those that a program recognises in the prompt.
    private static CheckResult? Instructed(EvaluationItem item, string answer, bool loose)
    {
        var instructions =
            item.Instructions.Count > 0 ? item.Instructions : InstructionFinder.Find(JudgeMaterial.Conversation(item.Prompt));
        return instructions.Count == 0 ? null : ProgramCheck.ForInstructions(instructions, loose).Check("", answer);
    }
}
