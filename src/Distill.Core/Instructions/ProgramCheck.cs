using Distill.Core.Evaluation;

namespace Distill.Core.Instructions;

/// <summary>A check of an answer by a program instead of a judge. Pure, immutable and thread-safe; it never throws on an answer.</summary>
public abstract record ProgramCheck
{
    private protected ProgramCheck() { }

    /// <summary>The answer is JSON (bare or in a code fence) that a JSON Schema allows.</summary>
    /// <param name="schema">The schema, as JSON text.</param>
    /// <exception cref="InvalidSettingException">The text is no schema, or refers to another document.</exception>
    public static ProgramCheck ForJsonSchema(string schema) => JsonSchemaCheck.Create(schema);

    /// <summary>The answer follows instructions that a program can verify.</summary>
    /// <param name="instructions">The instructions; when null they are recognised in each prompt.</param>
    /// <param name="loose">True to allow for an opening line, a closing line and asterisks around the answer, as IFEval's loose accuracy does.</param>
    public static ProgramCheck ForInstructions(IReadOnlyList<Instruction>? instructions = null, bool loose = false) =>
        new InstructionCheck(instructions, loose);

    /// <summary>The answer holds a JSON object with exactly these fields and values.</summary>
    /// <param name="expected">The object, as JSON text.</param>
    /// <exception cref="InvalidSettingException">The text is no JSON object.</exception>
    public static ProgramCheck ForFields(string expected) => new JsonFieldsCheck(expected);

    /// <summary>Checks an answer.</summary>
    /// <param name="prompt">What was asked.</param>
    /// <param name="answer">The answer; null is an empty one.</param>
    public abstract CheckResult Check(string prompt, string? answer);
}
