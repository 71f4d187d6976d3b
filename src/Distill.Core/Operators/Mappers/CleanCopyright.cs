using System.Text;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary><c>clean_copyright</c>: removes licence headers of source files and lines of boilerplate. Thread-safe.</summary>
internal sealed class CleanCopyright(Boilerplate boilerplate, bool keepCode, MappingTarget target) : IMapper
{
    private static readonly string[] HeaderWords = ["copyright", "license", "licence", "版权"];
    private static readonly string[] CommentSigns = ["//", "#", "--", ";;", "%%"];

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "clean_copyright",
            OperatorKind.Mapper,
            "Removes copyright and licence headers, and lines such as mail footers, cookie banners, reprint notices and calls to follow.",
            [
                OperatorParameter.Texts("phrases", "Further beginnings of lines that are removed; case does not matter."),
                CodeFences.Parameter,
                TurnMapping.TargetParameter,
            ],
            (arguments, _) =>
                new CleanCopyright(
                    new Boilerplate(arguments.Texts("phrases")),
                    arguments.Boolean(CodeFences.Parameter.Name),
                    arguments.Target()
                )
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(text => CodeFences.MapOutside(text, keepCode, CleanAll), target);

    private string CleanAll(string text)
    {
        var cleaned = text;
        // Behind one header may come another.
        for (var next = Clean(cleaned); !ReferenceEquals(next, cleaned); next = Clean(cleaned))
        {
            cleaned = next;
        }

        // Where nothing else is said, the line is the content: the answer to "name a class" may be 广告.
        return string.IsNullOrWhiteSpace(cleaned) ? text : cleaned;
    }

    private string Clean(string text)
    {
        var header = HeaderLength(text);
        var body = header > 0 ? text[header..].TrimStart('\r', '\n') : text;
        return WithoutBoilerplate(body);
    }

    private string WithoutBoilerplate(string text)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var at = 0; at < text.Length; )
        {
            var newLine = text.IndexOf('\n', at);
            var next = newLine < 0 ? text.Length : newLine + 1;
            if (boilerplate.Is(text.AsSpan(at, next - at)))
            {
                _ = (result ??= new StringBuilder(text.Length)).Append(text, copied, at - copied);
                copied = next;
            }

            at = next;
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>The length of a comment at the beginning of the text that speaks of copyright or licence; 0 when there is none.</summary>
    private static int HeaderLength(string text)
    {
        var start = text.Length - text.AsSpan().TrimStart().Length;
        var rest = text.AsSpan(start);
        var length =
            rest.StartsWith("/*", StringComparison.Ordinal) ? rest.IndexOf("*/", StringComparison.Ordinal) + 2
            : Array.Find(CommentSigns, sign => text.AsSpan(start).StartsWith(sign, StringComparison.Ordinal)) is { } sign
                ? LinesLength(rest, sign)
            : 0;
        return length > 2 && HasHeaderWord(rest[..length]) ? start + length : 0;
    }

    private static int LinesLength(ReadOnlySpan<char> text, string sign)
    {
        var length = 0;
        // One line of # is a heading of Markdown.
        var lines = 0;
        while (length < text.Length && text[length..].StartsWith(sign, StringComparison.Ordinal))
        {
            var newLine = text[length..].IndexOf('\n');
            length = newLine < 0 ? text.Length : length + newLine + 1;
            lines++;
        }

        return sign != "#" || lines > 1 ? length : 0;
    }

    private static bool HasHeaderWord(ReadOnlySpan<char> comment)
    {
        foreach (var word in HeaderWords)
        {
            if (comment.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
