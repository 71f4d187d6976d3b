using System.Text.Json;
using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Learning;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.FineTuning;

/// <summary>Reads chat examples for training: one <c>{"messages":[…]}</c> a line, the last message the assistant's.</summary>
internal static class TrainingFile
{
    /// <summary>The examples and their tokens.</summary>
    /// <param name="content">JSONL in UTF-8, with or without byte-order mark.</param>
    /// <param name="param">What the file is to the job, for the error.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ApiException">A line is no example; the message names it.</exception>
    public static async Task<(List<TrainingPair> Pairs, long Tokens)> ReadAsync(
        Stream content,
        string param,
        CancellationToken cancellationToken
    )
    {
        using var reader = new StreamReader(content);
        var pairs = new List<TrainingPair>();
        var tokens = 0L;
        var number = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var messages = ReadLine(line, number, param);
            pairs.Add(new TrainingPair(ChatMessage.Prompt(messages.SkipLast(1)), messages[^1].Content.Trim()));
            tokens += messages.Sum(message => TokenEstimate.Count(message.Content) + 3);
        }

        return (pairs, tokens);
    }

    private static IReadOnlyList<ChatMessage> ReadLine(string line, int number, string param)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var messages = ChatMessage.ReadAll(document.RootElement);
            return messages[^1] is { Role: "assistant", Content.Length: > 0 }
                ? messages
                : throw ApiException.Invalid("the last message must be the assistant's, and not empty");
        }
        catch (Exception exception) when (exception is JsonException or ApiException)
        {
            throw ApiException.Invalid($"Invalid file format. Line {number}: {exception.Message}", param, "invalid_file_format");
        }
    }
}
