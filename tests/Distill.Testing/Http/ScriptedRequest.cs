using System.Text.Json;

namespace Distill.Testing.Http;

/// <summary>What the scripted server was asked.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query under the endpoint, without a leading slash, for example <c>chat/completions</c>.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Authorization">The header, or null.</param>
/// <param name="Prompt">The last message of a chat request; else the path.</param>
/// <param name="Attempt">How often this prompt was asked, this time included.</param>
public sealed record ScriptedRequest(string Method, string Path, string Body, string? Authorization, string Prompt, int Attempt)
{
    /// <summary>The last message of a chat body, or null when it is none.</summary>
    public static string? PromptOf(string path, string body)
    {
        if (path != "chat/completions")
        {
            return null;
        }

        using var document = JsonDocument.Parse(body);
        var content = document.RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content");
        return content.ValueKind == JsonValueKind.String ? content.GetString() : content[0].GetProperty("text").GetString();
    }
}
