using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary><c>traditional_to_simplified</c>: writes Traditional Chinese in simplified characters. Thread-safe.</summary>
/// <remarks>Characters are converted, not words: 軟體 becomes 软体, not 软件. Japanese text (any with kana) stays.</remarks>
internal sealed class TraditionalToSimplified(bool keepCode, MappingTarget target) : IMapper
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "traditional_to_simplified",
            OperatorKind.Mapper,
            "Writes Traditional Chinese in simplified characters; Japanese stays.",
            [CodeFences.Parameter, TurnMapping.TargetParameter],
            (arguments, _) => new TraditionalToSimplified(arguments.Boolean(CodeFences.Parameter.Name), arguments.Target())
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(text => CodeFences.MapOutside(text, keepCode, ChineseConversion.Simplify), target);
}
