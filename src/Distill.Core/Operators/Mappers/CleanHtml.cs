using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary><c>clean_html</c>: the text of HTML, without tags, comments, scripts and styles, with entities as characters. Thread-safe.</summary>
internal sealed class CleanHtml(bool keepCode, MappingTarget target) : IMapper
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "clean_html",
            OperatorKind.Mapper,
            "Removes HTML tags, comments, scripts and styles, breaks lines where blocks end, and turns entities into characters.",
            [CodeFences.Parameter, TurnMapping.TargetParameter],
            (arguments, _) => new CleanHtml(arguments.Boolean(CodeFences.Parameter.Name), arguments.Target())
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(text => CodeFences.MapOutside(text, keepCode, CleanAll), target);

    private static string CleanAll(string text)
    {
        // Escaped twice is not rare (&amp;lt;). Each pass that changes a text makes it shorter, so this ends.
        for (var next = Clean(text); !ReferenceEquals(next, text); next = Clean(text))
        {
            text = next;
        }

        return text;
    }

    private static string Clean(string text) => HtmlEntities.Decode(HtmlMarkup.Strip(text));
}
