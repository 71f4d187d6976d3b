using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Instructions;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary><c>instruction_following_filter</c>: the answer follows the instructions that a program can verify, from a field or found in the prompt.</summary>
internal sealed class InstructionFollowingFilter(string source, bool loose, double minShare) : IFilter
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "instruction_following_filter",
            OperatorKind.Filter,
            "Drops answers that do not follow verifiable instructions: length, keywords, format, language, case (IFEval's 25 types and their Chinese forms).",
            [
                OperatorParameter.Choice(
                    "source",
                    ["both", "field", "prompt"],
                    "Where instructions come from: meta.instruction_id_list with meta.kwargs, the words of the last user turn, or the field where there is one and else the prompt."
                ),
                OperatorParameter.Choice(
                    "mode",
                    ["loose", "strict"],
                    "loose forgives an opening line, a closing line and asterisks, as IFEval's loose accuracy does."
                ),
                OperatorParameter.Number("min_share", 1, 0, 1, "Lowest share of a sample's instructions that must be followed."),
            ],
            (arguments, _) =>
                new InstructionFollowingFilter(
                    arguments.Choice("source"),
                    arguments.Choice("mode") == "loose",
                    arguments.Number("min_share")
                )
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample)
    {
        if (TaughtAnswer.Of(sample) is not { } answer)
        {
            return null;
        }

        try
        {
            var instructions = Instructions(sample);
            return instructions.Count == 0 ? null : Judge(InstructionCheck.Verify(instructions, answer));
        }
        catch (InvalidSettingException wrong)
        {
            return new Drop("instructions_unreadable", new JsonObject { ["message"] = wrong.Message });
        }
    }

    private IReadOnlyList<Instruction> Instructions(Sample sample)
    {
        var given = source == "prompt" ? [] : InstructionFields.Read(sample);
        return given.Count > 0 || source == "field" ? given : InstructionFinder.Find(LastQuestion(sample));
    }

    private Drop? Judge(IReadOnlyList<InstructionResult> results)
    {
        var followed = results.Count(Followed);
        return followed >= minShare * results.Count
            ? null
            : new Drop(
                "instructions_not_followed",
                new JsonObject
                {
                    ["followed"] = followed,
                    ["instructions"] = results.Count,
                    ["min_share"] = minShare,
                    ["results"] = new JsonArray([.. results.Select(Detail)]),
                }
            );
    }

    private bool Followed(InstructionResult result) => loose ? result.Loose : result.Strict;

    private JsonObject Detail(InstructionResult result)
    {
        var detail = new JsonObject
        {
            ["id"] = result.Instruction.Id,
            ["followed"] = Followed(result),
            ["measured"] = result.Measured?.DeepClone(),
            ["arguments"] = result.Instruction.Arguments.DeepClone(),
        };
        if (result.Instruction.Source is { } words)
        {
            detail["words"] = words;
        }

        return detail;
    }

    private static string LastQuestion(Sample sample) =>
        sample.Messages.LastOrDefault(turn => turn.Role == MessageRoles.User)?.Content ?? "";
}
