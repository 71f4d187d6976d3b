using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary>The prompt or the answer of a sample, as the texts that a filter measures. The answer of a preference sample is its preferred one.</summary>
/// <param name="Name"><c>prompt</c> or <c>answer</c>, with which reasons begin.</param>
/// <param name="Turns">The turns among which the part's are.</param>
/// <param name="Start">The first turn of the part.</param>
/// <param name="Count">How many turns there are.</param>
internal readonly record struct SamplePart(string Name, IReadOnlyList<Message> Turns, int Start, int Count)
{
    /// <summary>The text of a turn.</summary>
    public string this[int index] => Turns[Start + index].Content;

    /// <summary>The turns that a model is asked with.</summary>
    public static SamplePart PromptOf(Sample sample) =>
        new("prompt", sample.Messages, 0, sample.Messages.Count - (ClosesWithAnswer(sample.Messages) ? 1 : 0));

    /// <summary>The answer that the sample teaches; null when it has none.</summary>
    public static SamplePart? AnswerOf(Sample sample)
    {
        var turns = sample.Chosen ?? sample.Messages;
        return ClosesWithAnswer(turns) ? new SamplePart("answer", turns, turns.Count - 1, 1) : null;
    }

    /// <summary>UTF-16 units in all turns.</summary>
    public int Units()
    {
        var units = 0;
        for (var i = 0; i < Count; i++)
        {
            units += this[i].Length;
        }

        return units;
    }

    /// <summary>The whole text; the turn itself when there is one, else the turns as lines.</summary>
    public string Text()
    {
        if (Count == 1)
        {
            return this[0];
        }

        var (turns, start) = (Turns, Start);
        return string.Join('\n', Enumerable.Range(0, Count).Select(i => turns[start + i].Content));
    }

    private static bool ClosesWithAnswer(IReadOnlyList<Message> turns) => turns is [.., { Role: MessageRoles.Assistant }];
}
