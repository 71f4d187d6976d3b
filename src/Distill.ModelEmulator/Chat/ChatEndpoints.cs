using System.Text.Json;
using Distill.ModelEmulator.Models;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Statistics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.ModelEmulator.Chat;

/// <summary><c>/v1/chat/completions</c>.</summary>
internal static class ChatEndpoints
{
    /// <summary>Adds the route.</summary>
    public static void MapChat(this IEndpointRouteBuilder routes) => routes.MapPost("/chat/completions", CompleteAsync);

    private static async Task CompleteAsync(
        HttpContext context,
        ModelCatalogue catalogue,
        RequestGate gate,
        ChatAnswerer answerer,
        TimeProvider timeProvider
    )
    {
        var cancellationToken = context.RequestAborted;
        using var document = await Json.ReadBodyAsync(context.Request, cancellationToken);
        var request = ChatRequest.Read(document.RootElement);
        var model = catalogue.Get(request.Model);
        var text = string.Join('\n', request.Messages.Select(message => message.Content));
        await gate.RunAsync(context, model, request.PromptHash, request.PromptTokens, text, AnswerAsync);

        async Task AnswerAsync(Admission admission)
        {
            var answers = await ChatAnswerer.AnswerAsync(model, request, admission.Fault, admission.Index, cancellationToken);
            model.Limit.AddTokens(answers.Tokens);
            if (request.Stream)
            {
                var created = timeProvider.GetUtcNow().ToUnixTimeSeconds();
                await new ChatStream(context.Response, gate, admission, created).WriteAsync(answers, cancellationToken);
                return;
            }

            if (model.Options.Latency.TokensPerSecond is > 0 and var speed)
            {
                await gate.PauseAsync(TimeSpan.FromSeconds(answers.Tokens / speed), cancellationToken);
            }

            var body = JsonSerializer.SerializeToUtf8Bytes(answerer.ToBody(answers), Json.Options);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            admission.Count(Outcome.Answered);
            await context.Response.Body.WriteAsync(body, cancellationToken);
        }
    }
}
