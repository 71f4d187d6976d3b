using System.Text.Json;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Statistics;
using Distill.ModelEmulator.Text;
using Microsoft.AspNetCore.Http;

namespace Distill.ModelEmulator.Chat;

/// <summary>Writes an answer as server-sent events, one token each, at the model's speed.</summary>
internal sealed class ChatStream(HttpResponse response, RequestGate gate, Admission admission, long created)
{
    private static readonly byte[] Prefix = "data: "u8.ToArray();
    private static readonly byte[] End = "\n\n"u8.ToArray();
    private readonly string id = $"chatcmpl-{Guid.NewGuid():N}";

    /// <summary>Writes the answers, the usage when it was asked for, and the end mark.</summary>
    public async Task WriteAsync(ChatAnswers answers, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        for (var index = 0; index < answers.Choices.Count; index++)
        {
            await WriteChoiceAsync(answers, index, cancellationToken);
        }

        if (answers.Request.IncludeUsage)
        {
            await WriteChunkAsync(answers.Request.Model, [], answers.Usage, cancellationToken);
        }

        admission.Count(Outcome.Answered);
        await response.Body.WriteAsync("data: [DONE]\n\n"u8.ToArray(), cancellationToken);
    }

    private async Task WriteChoiceAsync(ChatAnswers answers, int index, CancellationToken cancellationToken)
    {
        var (model, choice) = (answers.Request.Model, answers.Choices[index]);
        var speed = admission.Model.Options.Latency.TokensPerSecond;
        await WriteChunkAsync(model, [Delta(index, new { role = "assistant", content = "" }, null)], null, cancellationToken);
        foreach (var token in TokenEstimate.Split(choice.Text))
        {
            await WriteChunkAsync(model, [Delta(index, new { content = token }, null)], null, cancellationToken);
            if (speed > 0)
            {
                await response.Body.FlushAsync(cancellationToken);
                await gate.PauseAsync(TimeSpan.FromSeconds(1 / speed), cancellationToken);
            }
        }

        await WriteChunkAsync(model, [Delta(index, new { }, choice.FinishReason)], null, cancellationToken);
    }

    private static object Delta(int index, object delta, string? finishReason) =>
        new
        {
            index,
            delta,
            logprobs = (object?)null,
            finish_reason = finishReason,
        };

    private async Task WriteChunkAsync(string model, object[] choices, object? usage, CancellationToken cancellationToken)
    {
        var chunk = new
        {
            id,
            @object = "chat.completion.chunk",
            created,
            model,
            system_fingerprint = "fp_emulator",
            choices,
            usage,
        };
        await response.Body.WriteAsync(Prefix, cancellationToken);
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(chunk, Json.Options), cancellationToken);
        await response.Body.WriteAsync(End, cancellationToken);
    }
}
