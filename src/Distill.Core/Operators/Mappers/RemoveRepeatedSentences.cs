using System.Text;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary><c>remove_repeated_sentences</c>: of the sentences of a turn that say the same, the first stays. Thread-safe.</summary>
internal sealed class RemoveRepeatedSentences(int minLength, bool keepCode, MappingTarget target) : IMapper
{
    private const int MostCounted = 256;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "remove_repeated_sentences",
            OperatorKind.Mapper,
            "Keeps the first of the sentences of a turn that are the same but for case and the blanks around them.",
            [
                OperatorParameter.Integer(
                    "min_length",
                    6,
                    1,
                    1000,
                    "Fewest letters and digits of a sentence that is removed; shorter ones may repeat."
                ),
                CodeFences.Parameter,
                TurnMapping.TargetParameter,
            ],
            (arguments, _) =>
                new RemoveRepeatedSentences(
                    arguments.Integer("min_length"),
                    arguments.Boolean(CodeFences.Parameter.Name),
                    arguments.Target()
                )
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(text => CodeFences.MapOutside(text, keepCode, Remove), target);

    private string Remove(string text) => MayRepeat(text) ? RemoveRepeated(text) : text;

    // Without two sentences of the same hash nothing repeats. No memory is taken for that; very long texts are looked at closely at once.
    private bool MayRepeat(string text)
    {
        Span<int> hashes = stackalloc int[MostCounted];
        var count = 0;
        for (var (at, end) = (0, 0); at < text.Length; at = end)
        {
            end = SentenceSplitter.Next(text, at);
            var sentence = text.AsSpan(at, end - at).Trim();
            if (sentence.Length < minLength)
            {
                continue;
            }

            var hash = string.GetHashCode(sentence, StringComparison.OrdinalIgnoreCase);
            if (count == MostCounted || hashes[..count].Contains(hash))
            {
                return true;
            }

            hashes[count++] = hash;
        }

        return false;
    }

    private string RemoveRepeated(string text)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        var result = new StringBuilder(text.Length);
        for (var (at, end) = (0, 0); at < text.Length; at = end)
        {
            end = SentenceSplitter.Next(text, at);
            var sentence = text.AsSpan(at, end - at).Trim();
            if (IsLong(sentence) && !seen.Add(sentence))
            {
                // The line end that closed it still parts what is before from what comes.
                var line = text[end - 1] == '\n' && result.Length > 0 && result[^1] != '\n';
                _ = line ? result.Append('\n') : result;
                continue;
            }

            _ = result.Append(text, at, end - at);
        }

        return result.Length == text.Length ? text : result.ToString();
    }

    // A row of dashes or a table's rule may repeat as it likes.
    private bool IsLong(ReadOnlySpan<char> sentence)
    {
        var count = 0;
        foreach (var unit in sentence)
        {
            count += char.IsLetterOrDigit(unit) ? 1 : 0;
        }

        return count >= minLength;
    }
}
