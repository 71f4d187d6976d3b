using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>A conversation as question and answer turns, for formats that know no roles.</summary>
/// <param name="System">The system instruction, or null.</param>
/// <param name="Past">Turns that have an answer, before the last question.</param>
/// <param name="Question">The last question.</param>
/// <param name="Answer">Its answer, or null: the answer stands in chosen and rejected, or is still to be asked for.</param>
internal sealed record TurnPairs(string? System, IReadOnlyList<(string Question, string Answer)> Past, string Question, string? Answer)
{
    /// <summary>Why a conversation does not fit.</summary>
    public const string Refusal = "turns are not user and assistant by turns";

    /// <summary>The turns; null unless user and assistant take turns after at most one system instruction.</summary>
    public static TurnPairs? Of(Sample sample)
    {
        var at = sample.Messages is [{ Role: MessageRoles.System }, ..] ? 1 : 0;
        var system = at == 1 ? sample.Messages[0].Content : null;
        List<(string Question, string Answer)> past = [];
        for (; at < sample.Messages.Count; at += 2)
        {
            if (sample.Messages[at].Role != MessageRoles.User)
            {
                return null;
            }

            var answer = at + 1 < sample.Messages.Count ? sample.Messages[at + 1] : null;
            if (answer is not null && answer.Role != MessageRoles.Assistant)
            {
                return null;
            }

            if (at + 2 >= sample.Messages.Count)
            {
                return new TurnPairs(system, past, sample.Messages[at].Content, answer?.Content);
            }

            past.Add((sample.Messages[at].Content, answer!.Content));
        }

        return null;
    }

    /// <summary>The text of a continuation that is one assistant turn; null for another one.</summary>
    public static string? Single(IReadOnlyList<Message>? continuation) =>
        continuation is [{ Role: MessageRoles.Assistant } only] ? only.Content : null;
}
