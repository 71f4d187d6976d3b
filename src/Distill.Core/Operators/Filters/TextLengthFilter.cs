using System.Text.Json.Nodes;

namespace Distill.Core.Operators.Filters;

/// <summary><c>text_length_filter</c>: bounds on the length of prompt and answer, in characters (code points).</summary>
internal sealed class TextLengthFilter(int min, int max, string target) : PartFilter(Descriptor.Name, target)
{
    private const int Limit = 10_000_000;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "text_length_filter",
            OperatorKind.Filter,
            "Drops samples whose prompt or answer is too short or too long, in characters.",
            [
                OperatorParameter.Integer("min", 1, 0, Limit, "Fewest characters."),
                OperatorParameter.Integer("max", 100_000, 1, Limit, "Most characters."),
                Target("both", "prompt", "answer"),
            ],
            (arguments, _) => Create(arguments.Integer("min"), arguments.Integer("max"), arguments.Choice("target"))
        );

    protected override Drop? Judge(SamplePart part)
    {
        var length = Length(part);
        return length < min ? new Drop($"{part.Name}_too_short", new JsonObject { ["length"] = length, ["min"] = min })
            : length > max ? new Drop($"{part.Name}_too_long", new JsonObject { ["length"] = length, ["max"] = max })
            : null;
    }

    private static TextLengthFilter Create(int min, int max, string target)
    {
        RequireOrder(min, max);
        return new(min, max, target);
    }

    private static int Length(SamplePart part)
    {
        var length = part.Units();
        for (var i = 0; i < part.Count; i++)
        {
            var rest = part[i].AsSpan();
            for (var at = LowSurrogate(rest); at >= 0; at = LowSurrogate(rest))
            {
                length--;
                rest = rest[(at + 1)..];
            }
        }

        return length;
    }

    private static int LowSurrogate(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('\uDC00', '\uDFFF');
}
