using Microsoft.AspNetCore.Http;

namespace Distill.Api.Gateway;

/// <summary>The body of a request to the gateway.</summary>
internal static class RequestBody
{
    /// <summary>What is said of a body of another type.</summary>
    public const string WrongType = "The body must be JSON: send 'Content-Type: application/json'.";

    /// <summary>Why a body is not read, by its headers; null when it is. A missing type is taken for JSON.</summary>
    public static string? Refusal(HttpRequest request) =>
        request.ContentType is { Length: > 0 } type && !IsJson(type) ? WrongType
        : request.Headers.ContentEncoding is [{ Length: > 0 } encoding] && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? $"The body has the content encoding '{encoding}'; send it plain."
        : null;

    /// <summary>Reads the body to its end; null when it could not be read, which the caller has been told then.</summary>
    public static async ValueTask<PooledBytes?> ReadAsync(HttpContext context, int limit)
    {
        var request = context.Request;
        try
        {
            if (await PooledBytes.ReadAsync(request.BodyReader, request.ContentLength, limit, context.RequestAborted) is { } body)
            {
                return body;
            }

            await GatewayErrors.TooLargeAsync(context, limit);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await GatewayErrors.TooLargeAsync(context, limit);
        }
        catch (BadHttpRequestException refused)
        {
            // Too slow, cut off, wrongly framed: the caller's doing, nothing for the host's log.
            await GatewayErrors.UnreadableAsync(context, refused);
        }

        return null;
    }

    // application/json, application/anything+json, with or without parameters.
    private static bool IsJson(ReadOnlySpan<char> type)
    {
        var end = type.IndexOf(';');
        var media = (end < 0 ? type : type[..end]).Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (
                media.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && media.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            );
    }
}
