using System.Text.Encodings.Web;
using System.Text.Json;
using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Protocol;

namespace Distill.ModelEmulator.Teaching;

/// <summary>Labels the text in the last user message, and answers in the configured form. A request for new texts gets a JSON array of them.</summary>
internal sealed class TeacherResponder(string name, TeachingOptions options, Task<TaughtModel> training) : IResponder
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc />
    public async ValueTask<string> AnswerAsync(ChatRequest request, int choice, CancellationToken cancellationToken)
    {
        var taught = await ReadyAsync(cancellationToken);
        var message = ChatMessage.LastUser(request.Messages);
        if (AugmentationTask.Find(message) is { } task)
        {
            return Write(taught, task, request.Randomness(choice));
        }

        var label = taught.Reader.Answer(TextOf(message), request.Temperature, () => request.Randomness(choice));
        return options.Answers.TryGetValue(label, out var answer)
            ? answer
            : options.AnswerTemplate.Replace("{label}", label, StringComparison.Ordinal);
    }

    private static string Write(TaughtModel taught, AugmentationTask task, Random random)
    {
        // A class by another name than the rows have, or none: it is what the teacher takes the example for.
        var label = task.Class is { } asked && taught.Writer.Knows(asked) ? asked : taught.Reader.Answer(task.Seeds[0], 0, () => random);
        var texts = Enumerable.Range(0, task.Count).Select(_ => taught.Writer.Write(task.Method, task.Seeds, label, random));
        return JsonSerializer.Serialize(texts, Readable);
    }

    private async Task<TaughtModel> ReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await training.WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new ApiException(500, $"Teacher '{name}' could not learn: {exception.Message}", "server_error");
        }
    }

    private string TextOf(string message)
    {
        if (options.InputAfter is { Length: > 0 } after && message.LastIndexOf(after, StringComparison.Ordinal) is var start and >= 0)
        {
            message = message[(start + after.Length)..];
        }

        return options.InputBefore is { Length: > 0 } before && message.IndexOf(before, StringComparison.Ordinal) is var end and >= 0
            ? message[..end]
            : message;
    }
}
