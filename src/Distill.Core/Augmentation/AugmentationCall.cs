using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Augmentation;

/// <summary>One call for new texts.</summary>
/// <param name="Id">Unique within the augmentation.</param>
/// <param name="Label">The class that the texts are to have.</param>
/// <param name="Expected">What the teacher's answers to the texts must name; null when that is not checked.</param>
/// <param name="Method">How they are made.</param>
/// <param name="Seeds">Ids of the rows shown.</param>
/// <param name="Wanted">Texts asked for.</param>
/// <param name="Messages">The conversation.</param>
public sealed record AugmentationCall(
    string Id,
    string Label,
    string? Expected,
    AugmentationMethod Method,
    IReadOnlyList<string> Seeds,
    int Wanted,
    IReadOnlyList<Message> Messages
)
{
    private const string Name = "augmentation_call";

    /// <summary>The call as a row that a fan-out can carry.</summary>
    public Sample ToSample() =>
        new()
        {
            Id = Id,
            Messages = Messages,
            Meta = new JsonObject
            {
                [Name] = new JsonObject
                {
                    ["class"] = Label,
                    ["expected"] = Expected,
                    ["method"] = AugmentationMethods.NameOf(Method),
                    ["seeds"] = new JsonArray([.. Seeds.Select(seed => JsonValue.Create(seed))]),
                    ["wanted"] = Wanted,
                },
            },
        };

    /// <summary>The call that a row carries.</summary>
    /// <exception cref="ArgumentException">The row carries none.</exception>
    public static AugmentationCall Of(Sample sample)
    {
        if (sample.Meta?[Name] is not JsonObject call || AugmentationMethods.Find((string?)call["method"] ?? "") is not { } method)
        {
            throw new ArgumentException($"Row '{sample.Id}' carries no call for new texts.", nameof(sample));
        }

        return new AugmentationCall(
            sample.Id,
            (string?)call["class"] ?? "",
            (string?)call["expected"],
            method,
            [.. call["seeds"]!.AsArray().Select(seed => (string)seed!)],
            int.Parse(call["wanted"]!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
            sample.Prompt
        );
    }
}
