using System.Text.RegularExpressions;
using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary><c>whitespace_normalization</c>: one kind of line end, no trailing blanks, one space between words, at most one empty line.</summary>
/// <remarks>The indentation of a line stays: code and lists live by it.</remarks>
internal sealed partial class WhitespaceNormalization : IMapper
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "whitespace_normalization",
            OperatorKind.Mapper,
            "Unifies line ends, trims lines and text ends, and reduces runs of blanks and empty lines; keeps indentation.",
            [],
            (_, _) => new WhitespaceNormalization()
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(Normalize);

    private static string Normalize(string text)
    {
        text = LineEnd().Replace(text, "\n");
        text = TrailingBlanks().Replace(text, "");
        text = InnerBlanks().Replace(text, " ");
        text = EmptyLines().Replace(text, "\n\n");
        return text.Trim();
    }

    [GeneratedRegex(@"\r\n?|[\u0085\u2028\u2029]")]
    private static partial Regex LineEnd();

    [GeneratedRegex(@"[^\S\n]+(?=\n|\z)")]
    private static partial Regex TrailingBlanks();

    [GeneratedRegex(@"(?<=\S)[^\S\n]+")]
    private static partial Regex InnerBlanks();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex EmptyLines();
}
