using Distill.Core.Dedup;

namespace Distill.Core.Operators.Deduplicators;

/// <summary>The parameter <c>by</c> of the deduplicators.</summary>
internal static class PartParameter
{
    private const string Key = "by";

    /// <summary>The parameter; the first part is the default.</summary>
    public static OperatorParameter Of(params DedupPart[] parts) =>
        OperatorParameter.Choice(Key, [.. parts.Select(Word)], "What is compared.");

    /// <summary>Its value.</summary>
    public static DedupPart Read(OperatorArguments arguments) =>
        Enum.GetValues<DedupPart>().First(part => Word(part) == arguments.Choice(Key));

    private static string Word(DedupPart part) =>
        part switch
        {
            DedupPart.Prompt => "prompt",
            DedupPart.Answer => "answer",
            _ => "prompt_and_answer",
        };
}
