using System.Runtime.InteropServices;
using System.Text.Json;

namespace Distill.Providers.OpenAICompatible;

/// <summary>What an OpenAI-compatible platform says of a request it did not serve: <c>{"error":{"code":…,"type":…,"message":…}}</c> or what passes for it elsewhere.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProviderError(string Code, string Message)
{
    private const int LongestMessage = 500;

    /// <summary>Reads an error body of any form; a body that is not JSON is its own message.</summary>
    public static ProviderError Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var error = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var inner) ? inner : root;
            return error.ValueKind == JsonValueKind.Object
                ? new ProviderError(FirstText(error, "code", "type"), Shorten(FirstText(error, "message", "msg", "detail")))
                : new ProviderError("", Shorten(error.ToString()));
        }
        catch (JsonException)
        {
            return new ProviderError("", Shorten(System.Text.Encoding.UTF8.GetString(body.Span)));
        }
    }

    /// <summary>The same without the key, should the platform have repeated it.</summary>
    public ProviderError Without(string? key) =>
        key is null ? this : this with { Message = Message.Replace(key, "***", StringComparison.Ordinal) };

    /// <summary>True when the platform has judged the content.</summary>
    public bool IsContentFilter =>
        Code is "content_filter" or "content_policy_violation" or "data_inspection_failed"
        || Message.Contains("content management policy", StringComparison.OrdinalIgnoreCase)
        || Message.Contains("content filter", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the conversation does not fit the model.</summary>
    public bool IsContextLength =>
        Code is "context_length_exceeded" or "string_above_max_length"
        || Message.Contains("context length", StringComparison.OrdinalIgnoreCase)
        || Message.Contains("context window", StringComparison.OrdinalIgnoreCase)
        || Message.Contains("prompt is too long", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when there is no money left, which no waiting mends.</summary>
    public bool IsOutOfQuota => Code is "insufficient_quota" or "billing_hard_limit_reached" or "billing_not_active";

    /// <summary>True when the platform does not know the model.</summary>
    public bool IsUnknownModel => Code is "model_not_found" or "invalid_model" or "DeploymentNotFound";

    /// <summary>True when the platform does not accept the key, whatever the status.</summary>
    public bool IsWrongKey => Code is "invalid_api_key" or "invalid_iam_token" or "API_KEY_INVALID";

    private static string FirstText(JsonElement error, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (error.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                return value.ToString();
            }
        }

        return "";
    }

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }
}
