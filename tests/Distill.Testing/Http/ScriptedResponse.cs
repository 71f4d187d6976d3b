using System.Text.Json;

namespace Distill.Testing.Http;

/// <summary>What the scripted server does with a request.</summary>
public sealed record ScriptedResponse
{
    public int Status { get; init; } = 200;

    public string Body { get; init; } = "{}";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What to wait for before answering.</summary>
    public Task After { get; init; } = Task.CompletedTask;

    /// <summary>Cuts the connection after so many bytes of the body.</summary>
    public int? CutAt { get; init; }

    /// <summary>A chat completion.</summary>
    public static ScriptedResponse Answer(string text, string finish = "stop", int input = 10, int output = 5) =>
        new()
        {
            Body = JsonSerializer.Serialize(
                new
                {
                    id = "chatcmpl-1",
                    @object = "chat.completion",
                    created = 1_700_000_000,
                    model = "scripted-2026",
                    choices = new[]
                    {
                        new
                        {
                            index = 0,
                            message = new { role = "assistant", content = text },
                            finish_reason = finish,
                        },
                    },
                    usage = new
                    {
                        prompt_tokens = input,
                        completion_tokens = output,
                        total_tokens = input + output,
                    },
                }
            ),
        };

    /// <summary>An error as OpenAI-compatible platforms send it.</summary>
    public static ScriptedResponse Error(
        int status,
        string code = "",
        string message = "scripted",
        params (string Name, string Value)[] headers
    ) =>
        new()
        {
            Status = status,
            Body = JsonSerializer.Serialize(
                new
                {
                    error = new
                    {
                        code,
                        message,
                        type = "scripted",
                    },
                }
            ),
            Headers = headers.ToDictionary(header => header.Name, header => header.Value),
        };
}
