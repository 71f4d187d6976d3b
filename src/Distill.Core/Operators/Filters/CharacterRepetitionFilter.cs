namespace Distill.Core.Operators.Filters;

/// <summary><c>character_repetition_filter</c>: the most frequent runs of characters do not make up most of the text.</summary>
internal sealed class CharacterRepetitionFilter(int n, double max, string target) : RepetitionFilter(Descriptor.Name, n, max, target)
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "character_repetition_filter",
            OperatorKind.Filter,
            "Drops texts of which a few runs of characters, repeated, make up a large share.",
            Parameters("characters", 10),
            (arguments, _) => new CharacterRepetitionFilter(arguments.Integer("n"), arguments.Number("max"), arguments.Choice("target"))
        );

    protected override string Unit => "characters";

    protected override bool TopOnly => true;

    protected override int Hash(string text, Span<ulong> units)
    {
        for (var i = 0; i < text.Length; i++)
        {
            units[i] = text[i] + 1UL;
        }

        return text.Length;
    }
}
