using System.Buffers;
using System.Text;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary><c>punctuation_normalization</c>: full-width punctuation in Chinese, half-width between Latin letters and digits. Thread-safe.</summary>
/// <remarks>JSON stays, and so does code between back-ticks: there a comma is no punctuation.</remarks>
internal sealed class PunctuationNormalization(bool keepCode, MappingTarget target) : IMapper
{
    private const int MostPasses = 8;
    private static readonly SearchValues<char> Marks = SearchValues.Create(",?!:;.()，？！：；．（）。");

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "punctuation_normalization",
            OperatorKind.Mapper,
            "Makes punctuation full-width after Chinese characters and half-width between Latin letters and digits.",
            [CodeFences.Parameter, TurnMapping.TargetParameter],
            (arguments, _) => new PunctuationNormalization(arguments.Boolean(CodeFences.Parameter.Name), arguments.Target())
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) =>
        sample.MapTexts(text => IsJson(text) ? text : CodeFences.MapOutside(text, keepCode, NormalizeAll), target);

    private static bool IsJson(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed is ['{', .., '}'] or ['[', .., ']'];
    }

    private static string NormalizeAll(string text)
    {
        // A mark goes by the one before it, which may have changed.
        for (var pass = 0; pass < MostPasses && Normalize(text) is var next && !ReferenceEquals(next, text); pass++)
        {
            text = next;
        }

        return text;
    }

    private static string Normalize(string text)
    {
        StringBuilder? result = null;
        var copied = 0;
        var hasCode = text.Contains('`', StringComparison.Ordinal);
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            var (length, replacement) = PunctuationMark.Replace(text, at);
            if (length > 0 && !(hasCode && IsInCode(text, at)))
            {
                _ = (result ??= new StringBuilder(text.Length)).Append(text, copied, at - copied).Append(replacement);
                at += length - 1;
                copied = at + 1;
            }
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    private static int Next(string text, int from) =>
        from < text.Length && text.AsSpan(from).IndexOfAny(Marks) is >= 0 and var at ? from + at : -1;

    // Code does not go beyond its line.
    private static bool IsInCode(string text, int at)
    {
        var lineStart = text.LastIndexOf('\n', at) + 1;
        var opened = text.AsSpan(lineStart, at - lineStart).Count('`') % 2 == 1;
        return opened && text.AsSpan(at).IndexOfAny('`', '\n') is >= 0 and var length && text[at + length] == '`';
    }
}
