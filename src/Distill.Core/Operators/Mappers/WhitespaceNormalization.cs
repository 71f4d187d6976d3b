using System.Text;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary><c>whitespace_normalization</c>: one kind of line end, no trailing blanks, one space between words, at most one empty line. Thread-safe.</summary>
/// <remarks>The indentation of a line stays: code and lists live by it.</remarks>
internal sealed class WhitespaceNormalization(bool keepCode, MappingTarget target) : IMapper
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "whitespace_normalization",
            OperatorKind.Mapper,
            "Unifies line ends, trims lines and text ends, and reduces runs of blanks and empty lines; keeps indentation.",
            [CodeFences.Parameter, TurnMapping.TargetParameter],
            (arguments, _) => new WhitespaceNormalization(arguments.Boolean(CodeFences.Parameter.Name), arguments.Target())
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(Normalize, target);

    private string Normalize(string text)
    {
        // Blanks at the ends are the commonest fault, and no reason to look at each line.
        var inner = text.AsSpan().Trim();
        return TidyText.Length(inner) < inner.Length ? Tidy(text)
            : inner.Length == text.Length ? text
            : new string(inner);
    }

    private string Tidy(string text)
    {
        var result = new StringBuilder(text.Length);
        var (emptyLines, code) = (0, false);
        for (var at = 0; at < text.Length; )
        {
            var end = LineEnd(text, at, out var next);
            var line = text.AsSpan(at, end - at);
            var fence = keepCode && CodeFences.IsFence(line);
            if (line.IsWhiteSpace() && !code)
            {
                emptyLines++;
            }
            else
            {
                // At the beginning of the text there is nothing to part, and no indentation to relate to.
                _ = result.Append('\n', result.Length == 0 ? 0 : Math.Min(emptyLines, 1) + 1);
                emptyLines = 0;
                Append(result.Length == 0 ? line.TrimStart() : line, code && !fence, result);
            }

            code ^= fence;
            at = next;
        }

        var tidy = result.ToString().TrimEnd();
        return tidy == text ? text : tidy;
    }

    private static int LineEnd(string text, int from, out int next)
    {
        var length = text.AsSpan(from).IndexOfAny("\n\r\u0085\u2028\u2029");
        var end = length < 0 ? text.Length : from + length;
        var pair = end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n';
        next = Math.Min(text.Length, end + (pair ? 2 : 1));
        return end;
    }

    private static void Append(ReadOnlySpan<char> line, bool verbatim, StringBuilder result)
    {
        if (verbatim)
        {
            _ = result.Append(line);
            return;
        }

        line = line.TrimEnd();
        var indentation = line.Length - line.TrimStart().Length;
        _ = result.Append(line[..indentation]);
        for (var rest = line[indentation..]; !rest.IsEmpty; )
        {
            var tidy = TidyText.Length(rest);
            _ = result.Append(rest[..tidy]);
            if (tidy < rest.Length && (tidy == 0 || rest[tidy - 1] != ' '))
            {
                _ = result.Append(' ');
            }

            rest = rest[tidy..].TrimStart();
        }
    }
}
