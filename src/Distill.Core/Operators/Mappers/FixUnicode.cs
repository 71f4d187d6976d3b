using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary><c>fix_unicode</c>: repairs text that was written as UTF-8 and read as Windows-1252, Latin-1 or GB18030. Thread-safe.</summary>
/// <remarks>A run of characters is changed only when reading its bytes as UTF-8 succeeds as a whole and gives what is likelier; what lost bytes stays.</remarks>
internal sealed class FixUnicode(MappingTarget target) : IMapper
{
    // Text can be misread more than once; ten times is no accident.
    private const int MostPasses = 10;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "fix_unicode",
            OperatorKind.Mapper,
            "Repairs mojibake: UTF-8 that was read as Windows-1252, Latin-1 or GB18030.",
            [TurnMapping.TargetParameter],
            (arguments, _) => new FixUnicode(arguments.Target())
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(Repair, target);

    private static string Repair(string text)
    {
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var repaired = GbMojibake.Repair(LatinMojibake.Repair(text));
            if (ReferenceEquals(repaired, text))
            {
                break;
            }

            text = repaired;
        }

        return text;
    }
}
