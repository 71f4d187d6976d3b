using System.Text;
using Distill.Core.Normalization;
using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary><c>unicode_normalization</c>: NFC or NFKC, without invisible and control characters.</summary>
internal sealed class UnicodeNormalization(bool compatible) : IMapper
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "unicode_normalization",
            OperatorKind.Mapper,
            "Brings text to a Unicode normal form and removes invisible and control characters.",
            [
                OperatorParameter.Choice(
                    "form",
                    ["nfc", "nfkc"],
                    "The normal form; nfkc also turns full-width letters, digits and punctuation into plain ones."
                ),
            ],
            (arguments, _) => new UnicodeNormalization(arguments.Choice("form") == "nfkc")
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(Normalize);

    private string Normalize(string text)
    {
        // First out with the invisible ones: they may part a letter from its accent.
        var visible = text.Any(InvisibleCharacters.IsInvisible) ? Visible(text) : text;
        return UnicodeNormalizer.Normalize(visible, compatible);
    }

    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var unit in text.Where(unit => !InvisibleCharacters.IsInvisible(unit)))
        {
            _ = visible.Append(unit);
        }

        return visible.ToString();
    }
}
