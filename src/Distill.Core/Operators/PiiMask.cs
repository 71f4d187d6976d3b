using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary><c>pii_mask</c>: personal data gives way to placeholders such as <c>[EMAIL_1]</c>.</summary>
/// <remarks>Within a sample the same value has the same placeholder, in prompt and answer alike, so that the conversation still makes sense.</remarks>
internal sealed class PiiMask(IReadOnlyList<PiiKind> kinds) : IMapper
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "pii_mask",
            OperatorKind.Mapper,
            "Replaces e-mail addresses, Chinese ID card numbers, bank card numbers and Chinese mobile numbers by placeholders.",
            [OperatorParameter.Texts("kinds", "What is masked: email, id_card, bank_card, phone; all when empty.")],
            (arguments, _) => new PiiMask(Select(arguments.Texts("kinds")))
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample)
    {
        var placeholders = new Dictionary<string, string>(StringComparer.Ordinal);
        return sample.MapTexts(text => Mask(text, placeholders));
    }

    private static IReadOnlyList<PiiKind> Select(IReadOnlyList<string> names)
    {
        var unknown = names.FirstOrDefault(name => PiiKind.All.All(kind => kind.Name != name));
        return unknown is not null
            ? throw new InvalidSettingException(
                $"kinds has '{unknown}'; known are {string.Join(", ", PiiKind.All.Select(kind => kind.Name))}."
            )
            : [.. PiiKind.All.Where(kind => names.Count == 0 || names.Contains(kind.Name, StringComparer.Ordinal))];
    }

    private string Mask(string text, Dictionary<string, string> placeholders)
    {
        foreach (var kind in kinds)
        {
            text = kind.Pattern.Replace(
                text,
                match => kind.Normalize(match.Value) is { } value ? Placeholder(kind, value, placeholders) : match.Value
            );
        }

        return text;
    }

    private static string Placeholder(PiiKind kind, string value, Dictionary<string, string> placeholders)
    {
        var key = $"{kind.Name}:{value}";
        if (!placeholders.TryGetValue(key, out var placeholder))
        {
            var number = placeholders.Keys.Count(other => other.StartsWith($"{kind.Name}:", StringComparison.Ordinal)) + 1;
            placeholders[key] = placeholder = $"[{kind.Name.ToUpperInvariant()}_{number}]";
        }

        return placeholder;
    }
}
