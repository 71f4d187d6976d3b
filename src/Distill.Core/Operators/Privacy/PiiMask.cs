using System.Text;
using Distill.Core.Operators.Mappers;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Privacy;

/// <summary><c>pii_mask</c>: personal data and credentials give way to placeholders, stars or pseudonyms. Thread-safe.</summary>
/// <remarks>All turns are masked alike, in prompt and answer, so that the conversation still makes sense.</remarks>
internal sealed class PiiMask(int kinds, Func<PiiReplacement> replacement) : IMapper
{
    private const int MostPasses = 4;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "pii_mask",
            OperatorKind.Mapper,
            "Replaces personal data and credentials: e-mail addresses, numbers of phones, ID cards, bank cards, passports and plates, IP addresses, keys.",
            [
                OperatorParameter.Choices("kinds", PiiKinds.Names, PiiKinds.Default, "What is replaced."),
                OperatorParameter.Choice(
                    "mode",
                    ["placeholder", "mask", "hash"],
                    "[EMAIL_1], numbered within a sample; l***@example.com; or a pseudonym that is the same in all samples."
                ),
                OperatorParameter.Text("salt", "", "Key of the pseudonyms of mode hash. Whoever knows it can try all phone numbers."),
            ],
            (arguments, _) => new PiiMask(PiiKinds.Select(arguments.Texts("kinds")), Replacement(arguments))
        );

    public string Name => Descriptor.Name;

    public Sample Map(Sample sample)
    {
        PiiReplacement? used = null;
        return sample.MapTexts(text =>
        {
            // Without a neighbour that was masked, a number may be seen for what it is; so the search is repeated where it found something.
            for (var pass = 0; pass < MostPasses && PiiScanner.Scan(text, kinds) is { } found; pass++)
            {
                text = Replace(text, found, used ??= replacement());
            }

            return text;
        });
    }

    private static Func<PiiReplacement> Replacement(OperatorArguments arguments)
    {
        switch (arguments.Choice("mode"))
        {
            case "mask":
                var stars = new PiiStars();
                return () => stars;
            case "hash":
                var hashing = new PiiHashing(arguments.Text("salt"));
                return () => hashing;
            default:
                return () => new PiiPlaceholders();
        }
    }

    private static string Replace(string text, List<PiiMatch> found, PiiReplacement replacement)
    {
        var result = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var match in found)
        {
            _ = result.Append(text, copied, match.Start - copied);
            _ = result.Append(replacement.Of(match.Kind, text.AsSpan(match.Start, match.End - match.Start)));
            copied = match.End;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
