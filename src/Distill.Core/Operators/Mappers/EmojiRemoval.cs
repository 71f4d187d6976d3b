using System.Text;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary><c>emoji_removal</c>: takes out emoji as whole sequences: families, skin tones, flags, keycaps. Thread-safe.</summary>
internal sealed class EmojiRemoval(bool keepCode, MappingTarget target) : IMapper
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "emoji_removal",
            OperatorKind.Mapper,
            "Removes emoji with their joiners, skin tones and variation selectors; text symbols such as © and → stay.",
            [CodeFences.Parameter, TurnMapping.TargetParameter],
            (arguments, _) => new EmojiRemoval(arguments.Boolean(CodeFences.Parameter.Name), arguments.Target())
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(RemoveAll, target);

    private string RemoveAll(string text)
    {
        // What an emoji parted may be one together, such as the two halves of a flag; and a fence may have begun behind one.
        for (var next = Once(text); !string.Equals(next, text, StringComparison.Ordinal); next = Once(text))
        {
            text = next;
        }

        return text;
    }

    private string Once(string text) => CodeFences.MapOutside(text, keepCode, Remove);

    private static string Remove(string text)
    {
        if (!EmojiSequence.MayHave(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var length = EmojiSequence.Length(text.AsSpan(at));
            if (length == 0)
            {
                _ = result.Append(text[at++]);
                continue;
            }

            at += length;
            // Of the blanks around it one is enough.
            var blankBefore = result.Length == 0 || result[^1] is ' ' or '\n';
            at += blankBefore && at < text.Length && text[at] == ' ' ? 1 : 0;
        }

        return result.Length == text.Length ? text : result.ToString();
    }
}
