using System.Text;
using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary><c>remove_identifiers</c>: removes or replaces UUIDs, hashes, encoded ids and long numbers, which a student could only memorise. Thread-safe.</summary>
internal sealed class RemoveIdentifiers(IdentifierText identifiers, string replacement, bool keepCode, MappingTarget target) : IMapper
{
    public static OperatorDescriptor Descriptor { get; } =
        new(
            "remove_identifiers",
            OperatorKind.Mapper,
            "Removes identifiers that carry no meaning, or puts a text in their place: UUIDs, hashes, base64 ids, long numbers.",
            [
                OperatorParameter.Choices("kinds", ["uuid", "hash", "base64", "number"], ["uuid", "hash", "base64"], "What is removed."),
                OperatorParameter.Integer("min_digits", 12, 6, 100, "Fewest digits of a number that is removed."),
                OperatorParameter.Text("replacement", "", "What stands in the place of an identifier."),
                CodeFences.Parameter,
                TurnMapping.TargetParameter,
            ],
            (arguments, _) => Create(arguments)
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample) => sample.MapTexts(text => CodeFences.MapOutside(text, keepCode, Remove), target);

    private static RemoveIdentifiers Create(OperatorArguments arguments)
    {
        var identifiers = new IdentifierText(arguments.Texts("kinds"), arguments.Integer("min_digits"));
        var replacement = arguments.Text("replacement");
        return replacement.Any(char.IsAsciiDigit)
            ? throw new InvalidSettingException(
                $"replacement is '{replacement}', but must have no digits: it could be an identifier itself."
            )
            : new(identifiers, replacement, arguments.Boolean(CodeFences.Parameter.Name), arguments.Target());
    }

    private string Remove(string text)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var at = identifiers.Next(text, 0, out var end); at >= 0; at = identifiers.Next(text, end, out end))
        {
            _ = (result ??= new StringBuilder(text.Length)).Append(text, copied, at - copied).Append(replacement);
            copied = end;
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }
}
