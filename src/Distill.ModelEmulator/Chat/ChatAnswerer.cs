using Distill.ModelEmulator.Faults;
using Distill.ModelEmulator.Models;
using Distill.ModelEmulator.Protocol;

namespace Distill.ModelEmulator.Chat;

/// <summary>Has a model answer, and puts answers into OpenAI's objects.</summary>
internal sealed class ChatAnswerer(TimeProvider timeProvider)
{
    /// <summary>The answers to a request.</summary>
    /// <exception cref="ApiException">The model has no chat, or cannot answer.</exception>
    public static async Task<ChatAnswers> AnswerAsync(
        ServedModel model,
        ChatRequest request,
        Fault fault,
        long index,
        CancellationToken cancellationToken
    )
    {
        if (model.Responder is null)
        {
            throw ApiException.Invalid($"The model `{model.Name}` does not support chat completions.", "model", "unsupported_model");
        }

        var choices = new ChatChoice[request.Choices];
        for (var choice = 0; choice < choices.Length; choice++)
        {
            var answer = await model.Responder.AnswerAsync(request, choice, cancellationToken);
            choices[choice] = ChatChoice.Finish(answer, request, fault, index);
        }

        return new ChatAnswers(request, choices);
    }

    /// <summary>The object of a complete answer.</summary>
    public object ToBody(ChatAnswers answers) =>
        new
        {
            id = $"chatcmpl-{Guid.NewGuid():N}",
            @object = "chat.completion",
            created = timeProvider.GetUtcNow().ToUnixTimeSeconds(),
            model = answers.Request.Model,
            choices = answers.Choices.Select(
                (choice, index) =>
                    new
                    {
                        index,
                        message = new
                        {
                            role = "assistant",
                            content = choice.Text,
                            refusal = (string?)null,
                        },
                        logprobs = (object?)null,
                        finish_reason = choice.FinishReason,
                    }
            ),
            usage = answers.Usage,
            system_fingerprint = "fp_emulator",
        };
}
