using System.Text.Json;
using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Learning;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.FineTuning;

/// <summary>Reads examples for training, one JSON object a line.</summary>
/// <remarks>
/// For supervised training chats, <c>{"messages":[…]}</c>, the last message the assistant's; for preferences
/// <c>{"input":{"messages":[…]},"preferred_output":[…],"non_preferred_output":[…]}</c>, each output one message of the assistant.
/// </remarks>
internal static class TrainingFile
{
    /// <summary>The examples and their tokens.</summary>
    /// <param name="content">JSONL in UTF-8, with or without byte-order mark.</param>
    /// <param name="preferences">True for preferences.</param>
    /// <param name="param">What the file is to the job, for the error.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ApiException">A line is no example; the message names it.</exception>
    public static async Task<(List<TrainingPair> Pairs, long Tokens)> ReadAsync(
        Stream content,
        bool preferences,
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

            var (pair, own) = ReadLine(line, number, preferences, param);
            pairs.Add(pair);
            tokens += own;
        }

        return (pairs, tokens);
    }

    private static (TrainingPair Pair, long Tokens) ReadLine(string line, int number, bool preferences, string param)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return preferences ? ReadPreference(document.RootElement) : ReadChat(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or ApiException)
        {
            throw ApiException.Invalid($"Invalid file format. Line {number}: {exception.Message}", param, "invalid_file_format");
        }
    }

    private static (TrainingPair Pair, long Tokens) ReadChat(JsonElement line)
    {
        var messages = ChatMessage.ReadAll(line);
        return messages[^1] is { Role: "assistant", Content.Length: > 0 }
            ? (new TrainingPair(ChatMessage.Prompt(messages.SkipLast(1)), messages[^1].Content.Trim()), Tokens(messages))
            : throw ApiException.Invalid("the last message must be the assistant's, and not empty");
    }

    private static (TrainingPair Pair, long Tokens) ReadPreference(JsonElement line)
    {
        var messages = line.Find("input") is { } input
            ? ChatMessage.ReadAll(input)
            : throw ApiException.Invalid("'input' with 'messages' is missing");
        var (chosen, rejected) = (ReadOutput(line, "preferred_output"), ReadOutput(line, "non_preferred_output"));
        var pair = new TrainingPair(ChatMessage.Prompt(messages), chosen.Content.Trim(), rejected.Content.Trim());
        return (pair, Tokens([.. messages, chosen, rejected]));
    }

    private static ChatMessage ReadOutput(JsonElement line, string name) =>
        ChatMessage.ReadAll(line, name) is [{ Role: "assistant", Content.Length: > 0 } only]
            ? only
            : throw ApiException.Invalid($"'{name}' must be one message of the assistant, and not empty");

    private static long Tokens(IEnumerable<ChatMessage> messages) => messages.Sum(message => TokenEstimate.Count(message.Content) + 3L);
}
