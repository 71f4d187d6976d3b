using Distill.Core.Samples;

namespace Distill.Core.Operators.Mappers;

/// <summary>Applies a text function to turns of a sample.</summary>
internal static class TurnMapping
{
    private static readonly string[] Words = ["both", "prompt", "answer"];

    /// <summary>The parameter <c>target</c> that mappers share.</summary>
    public static OperatorParameter TargetParameter { get; } =
        OperatorParameter.Choice("target", Words, "The turns that are changed: all, the prompt's, or the answer.");

    /// <summary>The value of <see cref="TargetParameter"/>.</summary>
    public static MappingTarget Target(this OperatorArguments arguments) =>
        (MappingTarget)Array.IndexOf(Words, arguments.Choice(TargetParameter.Name));

    /// <summary>The mapped sample; the same instance when no text changed.</summary>
    public static Sample MapTexts(this Sample sample, Func<string, string> map, MappingTarget target = MappingTarget.Both)
    {
        var answers = sample.Chosen is null && sample.Rejected is null && sample.Answer is not null ? 1 : 0;
        var (first, end) = target switch
        {
            MappingTarget.Prompt => (0, sample.Messages.Count - answers),
            MappingTarget.Answer => (sample.Messages.Count - answers, sample.Messages.Count),
            _ => (0, sample.Messages.Count),
        };
        var messages = Map(sample.Messages, map, first, end);
        var (chosen, rejected) = (sample.Chosen, sample.Rejected);
        if (target != MappingTarget.Prompt)
        {
            chosen = chosen is null ? null : Map(chosen, map, 0, chosen.Count);
            rejected = rejected is null ? null : Map(rejected, map, 0, rejected.Count);
        }

        var same =
            ReferenceEquals(messages, sample.Messages)
            && ReferenceEquals(chosen, sample.Chosen)
            && ReferenceEquals(rejected, sample.Rejected);
        return same ? sample : sample with { Messages = messages, Chosen = chosen, Rejected = rejected };
    }

    private static IReadOnlyList<Message> Map(IReadOnlyList<Message> turns, Func<string, string> map, int first, int end)
    {
        Message[]? mapped = null;
        for (var i = first; i < end; i++)
        {
            var content = map(turns[i].Content);
            if (!string.Equals(content, turns[i].Content, StringComparison.Ordinal))
            {
                mapped ??= [.. turns];
                mapped[i] = turns[i] with { Content = content };
            }
        }

        return mapped ?? turns;
    }
}
