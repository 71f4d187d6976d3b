using System.Text.Json;
using Distill.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Gateway;

/// <summary>Errors in the shape that OpenAI's clients read: <c>{"error":{"message","type","param","code"}}</c>.</summary>
internal static class GatewayErrors
{
    private const string InvalidRequest = "invalid_request_error";
    private const string Server = "server_error";
    private const int MostOfAName = 200;

    /// <summary>400: the body is wrong.</summary>
    public static Task InvalidAsync(HttpContext context, string message) =>
        WriteAsync(context, StatusCodes.Status400BadRequest, InvalidRequest, "invalid_body", message);

    /// <summary>404: there is no such model or alias.</summary>
    public static Task UnknownModelAsync(HttpContext context, string model) =>
        WriteAsync(
            context,
            StatusCodes.Status404NotFound,
            InvalidRequest,
            "model_not_found",
            $"There is no model or alias '{Shortened(model)}'. GET /v1/models lists them.",
            "model"
        );

    /// <summary>400 or 408: the body did not come as HTTP has it, or too slowly.</summary>
    public static Task UnreadableAsync(HttpContext context, BadHttpRequestException refused) =>
        WriteAsync(context, refused.StatusCode, InvalidRequest, "invalid_body", $"The body could not be read: {refused.Message}");

    /// <summary>413: the body is too large.</summary>
    public static Task TooLargeAsync(HttpContext context, int limit) =>
        WriteAsync(
            context,
            StatusCodes.Status413PayloadTooLarge,
            InvalidRequest,
            "request_too_large",
            $"The body has more than {limit} bytes (Gateway:MaxRequestBytes)."
        );

    /// <summary>415: the body is not JSON by its own account, or is compressed.</summary>
    public static Task UnsupportedAsync(HttpContext context, string message) =>
        WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, InvalidRequest, "unsupported_media_type", message);

    /// <summary>429: the key has asked too often.</summary>
    public static Task TooManyAsync(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";
        return WriteAsync(
            context,
            StatusCodes.Status429TooManyRequests,
            "rate_limit_error",
            "rate_limit_exceeded",
            "This key has sent more requests in a minute than Gateway:RequestsPerMinutePerKey allows."
        );
    }

    /// <summary>503: what would be answered could not be logged.</summary>
    public static Task LogBehindAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return WriteAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            Server,
            "log_unavailable",
            "The inference log is behind: storage is slower than the traffic, or fails. Nothing was asked."
        );
    }

    /// <summary>502 or 504: no model answered.</summary>
    public static Task UpstreamAsync(HttpContext context, int status, string code) =>
        WriteAsync(context, status, Server, code, $"No model answered ({code}). The host's log has the cause.");

    /// <summary>The data of an event that ends a stream whose platform was lost on the way.</summary>
    public static byte[] Event(string code)
    {
        var body = JsonSerializer.Serialize(Body(Server, code, $"The answer broke off ({code})."));
        return System.Text.Encoding.UTF8.GetBytes($"data: {body}\n\n");
    }

    /// <summary>Writes an error.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="type">OpenAI's class of it.</param>
    /// <param name="code">What it is, as a word.</param>
    /// <param name="message">For people.</param>
    /// <param name="param">The field at fault; null when there is none.</param>
    /// <param name="fields">All fields at fault, beside what OpenAI's clients read; null leaves them out.</param>
    public static Task WriteAsync(
        HttpContext context,
        int status,
        string type,
        string code,
        string message,
        string? param = null,
        IReadOnlyList<FieldError>? fields = null
    )
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(Body(type, code, message, param, fields), ApiJson.Options, CancellationToken.None);
    }

    private static string Shortened(string name) => name.Length <= MostOfAName ? name : $"{name[..MostOfAName]}…";

    private static Dictionary<string, Dictionary<string, object?>> Body(
        string type,
        string code,
        string message,
        string? param = null,
        IReadOnlyList<FieldError>? fields = null
    )
    {
        var error = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["message"] = message,
            ["type"] = type,
            ["param"] = param,
            ["code"] = code,
        };
        if (fields is not null)
        {
            error["errors"] = fields;
        }

        return new(StringComparer.Ordinal) { ["error"] = error };
    }
}
