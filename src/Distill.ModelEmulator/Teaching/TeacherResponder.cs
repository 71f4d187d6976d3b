using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Learning;
using Distill.ModelEmulator.Protocol;

namespace Distill.ModelEmulator.Teaching;

/// <summary>Labels the text in the last user message, and answers in the configured form.</summary>
internal sealed class TeacherResponder(string name, TeachingOptions options, Task<LearnedModel> training) : IResponder
{
    /// <inheritdoc />
    public async ValueTask<string> AnswerAsync(ChatRequest request, int choice, CancellationToken cancellationToken)
    {
        var model = await ReadyAsync(cancellationToken);
        var label = model.Answer(TextOf(ChatMessage.LastUser(request.Messages)), request.Temperature, () => request.Randomness(choice));
        return options.Answers.TryGetValue(label, out var answer)
            ? answer
            : options.AnswerTemplate.Replace("{label}", label, StringComparison.Ordinal);
    }

    private async Task<LearnedModel> ReadyAsync(CancellationToken cancellationToken)
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
