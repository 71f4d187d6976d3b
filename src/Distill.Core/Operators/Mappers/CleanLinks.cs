using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary><c>clean_links</c>: removes or replaces URLs; of a Markdown link the text stays. Thread-safe.</summary>
internal sealed class CleanLinks(string replacement, bool keepCode, MappingTarget target) : IMapper
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "clean_links",
            OperatorKind.Mapper,
            "Removes URLs, or puts a text in their place; of a Markdown link the text stays, of a Markdown image the description.",
            [
                OperatorParameter.Text("replacement", "", "What stands in the place of a URL."),
                CodeFences.Parameter,
                TurnMapping.TargetParameter,
            ],
            (arguments, _) => Create(arguments.Text("replacement"), arguments.Boolean(CodeFences.Parameter.Name), arguments.Target())
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(text => CodeFences.MapOutside(text, keepCode, Clean), target);

    private static CleanLinks Create(string replacement, bool keepCode, MappingTarget target) =>
        LinkText.MayHave(replacement)
            ? throw new InvalidSettingException($"replacement is '{replacement}', but must not be a link itself.")
            : new(replacement, keepCode, target);

    private string Clean(string text)
    {
        // Without its link, text can become part of another one; each pass takes at least a "://" or "www." away.
        for (var next = LinkText.Replace(text, replacement); !ReferenceEquals(next, text); next = LinkText.Replace(text, replacement))
        {
            text = next;
        }

        return text;
    }
}
