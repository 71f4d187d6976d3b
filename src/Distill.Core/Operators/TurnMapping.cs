using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary>Applies a text function to every turn of a sample.</summary>
internal static class TurnMapping
{
    /// <summary>The mapped sample; the same instance when no text changed.</summary>
    public static Sample MapTexts(this Sample sample, Func<string, string> map)
    {
        var messages = Map(sample.Messages, map);
        var chosen = sample.Chosen is null ? null : Map(sample.Chosen, map);
        var rejected = sample.Rejected is null ? null : Map(sample.Rejected, map);
        var same =
            ReferenceEquals(messages, sample.Messages)
            && ReferenceEquals(chosen, sample.Chosen)
            && ReferenceEquals(rejected, sample.Rejected);
        return same ? sample : sample with { Messages = messages, Chosen = chosen, Rejected = rejected };
    }

    private static IReadOnlyList<Message> Map(IReadOnlyList<Message> turns, Func<string, string> map)
    {
        Message[]? mapped = null;
        for (var i = 0; i < turns.Count; i++)
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
