using System.Text.Json.Nodes;
using Distill.Core.Languages;

namespace Distill.Core.Operators.Filters;

/// <summary><c>special_characters_filter</c>: punctuation, symbols and emoji do not make up most of a text.</summary>
internal sealed class SpecialCharactersFilter(double max, int minLength, string target) : PartFilter(Descriptor.Name, target)
{
    private static readonly bool[] Special = Fill();

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "special_characters_filter",
            OperatorKind.Filter,
            "Drops texts with a large share of characters that are no letters, digits or white space: punctuation, symbols, emoji.",
            [
                OperatorParameter.Number("max", 0.5, 0, 1, "Highest share of special characters."),
                OperatorParameter.Integer(
                    "min_length",
                    20,
                    0,
                    1_000_000,
                    "Shorter texts are kept: a small JSON answer is mostly punctuation."
                ),
                Target("both", "prompt", "answer"),
            ],
            (arguments, _) =>
                new SpecialCharactersFilter(arguments.Number("max"), arguments.Integer("min_length"), arguments.Choice("target"))
        );

    protected override Drop? Judge(SamplePart part)
    {
        var (units, special) = (part.Units(), 0);
        if (units < minLength)
        {
            return null;
        }

        for (var i = 0; i < part.Count; i++)
        {
            foreach (var unit in part[i])
            {
                special += Special[unit] ? 1 : 0;
            }
        }

        return special <= max * units
            ? null
            : new Drop(
                $"{part.Name}_special_characters",
                new JsonObject { ["share"] = Math.Round((double)special / units, 3), ["max"] = max }
            );
    }

    private static bool[] Fill()
    {
        var special = new bool[char.MaxValue + 1];
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var c = (char)unit;
            special[unit] = !char.IsLetterOrDigit(c) && !char.IsWhiteSpace(c) && !ScriptTable.IsMark(c) && ScriptTable.Of(c) == Script.None;
        }

        // Of a pair only the high half tells ideographs from emoji; the low half is counted with the letters.
        Array.Fill(special, false, 0xDC00, 0x0400);
        return special;
    }
}
