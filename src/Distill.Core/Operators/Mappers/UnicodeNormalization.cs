using Distill.Core.Normalization;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary><c>unicode_normalization</c>: NFC or NFKC, without invisible and control characters.</summary>
internal sealed class UnicodeNormalization(bool compatible, MappingTarget target) : IMapper
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
                TurnMapping.TargetParameter,
            ],
            (arguments, _) => new UnicodeNormalization(arguments.Choice("form") == "nfkc", arguments.Target())
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(Normalize, target);

    // First out with the invisible ones: they may part a letter from its accent.
    private string Normalize(string text) => UnicodeNormalizer.Normalize(VisibleText.Of(text), compatible);
}
