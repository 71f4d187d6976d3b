using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Operators;
using Distill.Core.Samples;

namespace Distill.Core.Flywheel.Selecting;

/// <summary>The checks of cleaning that a reply must pass to be no low one.</summary>
public static class SafetyChecks
{
    /// <summary>Words of spam, pornography and abuse in the answer.</summary>
    public const string FlaggedWords = "flagged_words";

    /// <summary>Personal data or credentials in the answer that are not in the question.</summary>
    public const string PersonalData = "personal_data";

    /// <summary>All checks.</summary>
    public static IReadOnlyList<string> Names { get; } = [FlaggedWords, PersonalData];

    /// <summary>The checks of these names.</summary>
    /// <exception cref="InvalidSettingException">A name is unknown.</exception>
    public static IReadOnlyList<IFilter> Of(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return
        [
            .. names.Select(name =>
                name switch
                {
                    FlaggedWords => (IFilter)Operator("flagged_words_filter", new JsonObject { ["target"] = "answer" }),
                    PersonalData => new PersonalDataFilter((IMapper)Operator("pii_mask", [])),
                    _ => throw new InvalidSettingException($"'{name}' is no safety check; known are {string.Join(", ", Names)}."),
                }
            ),
        ];
    }

    private static IOperator Operator(string name, JsonObject given)
    {
        var descriptor = OperatorRegistry.Default.Find(name, out var message) ?? throw new InvalidOperationException(message);
        var values = descriptor.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => given[parameter.Name] is { } node ? parameter.Read(node)! : parameter.Default,
            StringComparer.Ordinal
        );
        return descriptor.Create(new OperatorArguments(values), new OperatorContext());
    }

    /// <summary>What the mask would change in the answer alone: a number that the user gave may be repeated.</summary>
    private sealed class PersonalDataFilter(IMapper mask) : IFilter
    {
        public string Name => PersonalData;

        public Drop? Judge(Sample sample) =>
            sample.Answer is { } answer && Masks(answer) && !Masks(string.Join('\n', sample.Prompt.Select(turn => turn.Content)))
                ? new Drop(PersonalData)
                : null;

        private bool Masks(string text) => mask.Map(new Sample { Id = "", Messages = [Message.Assistant(text)] }).Answer != text;
    }
}
