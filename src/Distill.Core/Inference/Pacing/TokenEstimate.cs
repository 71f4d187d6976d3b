using Distill.Core.Samples;

namespace Distill.Core.Inference.Pacing;

/// <summary>How many tokens a request will count, before it is sent. Good enough for pacing, which corrects itself by the provider's count; never for money.</summary>
public static class TokenEstimate
{
    // Four tokens around each message and three to start the answer: the chat format that OpenAI's models share.
    private const int PerMessage = 4;
    private const int PerAnswer = 3;

    /// <summary>Tokens of a conversation: a quarter of the ASCII characters (English text), and one for any other character (Chinese text).</summary>
    public static int OfInput(IReadOnlyList<Message> messages)
    {
        var (ascii, other) = (0, 0);
        foreach (var message in messages)
        {
            foreach (var character in message.Content)
            {
                if (char.IsAscii(character))
                {
                    ascii++;
                }
                else
                {
                    other++;
                }
            }
        }

        return ((ascii + 3) / 4) + other + (messages.Count * PerMessage) + PerAnswer;
    }
}
