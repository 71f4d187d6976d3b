using Microsoft.AspNetCore.Http;

namespace Distill.Api.Gateway;

/// <summary>Which headers of a platform's answer reach the caller: its type, and what clients act on.</summary>
internal static class ResponseHeaders
{
    /// <summary>Copies status and headers.</summary>
    public static void Copy(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        if (
            from.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types)
            && types.ToString() is var type
            && HeaderText.IsPlain(type)
        )
        {
            to.ContentType = type;
        }

        foreach (var (name, value) in from.Headers.NonValidated)
        {
            if (IsForCallers(name) && value.ToString() is var text && HeaderText.IsPlain(text))
            {
                to.Headers[name] = text;
            }
        }
    }

    private static bool IsForCallers(string name) =>
        name.StartsWith("x-ratelimit-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("openai-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("x-request-id", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase);
}
