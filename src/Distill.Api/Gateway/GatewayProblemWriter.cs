using Distill.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Gateway;

/// <summary>Writes the problems of all that is under <c>/v1</c> in the shape that OpenAI's clients read, whoever found them: routing, access, the guard of a host, an exception. Thread-safe.</summary>
internal sealed class GatewayProblemWriter : IProblemDetailsWriter
{
    private const string Fields = "errors";

    /// <inheritdoc />
    public bool CanWrite(ProblemDetailsContext context) =>
        context.HttpContext.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        var fields = problem.Extensions.TryGetValue(Fields, out var found) ? found as IReadOnlyList<FieldError> : null;
        var (type, code) = KindOf(status);
        var message = problem.Detail ?? DetailOf(context.HttpContext, status) ?? problem.Title ?? "The request failed.";
        await GatewayErrors.WriteAsync(context.HttpContext, status, type, code, message, fields?.FirstOrDefault()?.Field, fields);
    }

    private static (string Type, string Code) KindOf(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => ("invalid_request_error", "invalid_api_key"),
            StatusCodes.Status403Forbidden => ("permission_error", "permission_denied"),
            StatusCodes.Status404NotFound => ("invalid_request_error", "unknown_url"),
            StatusCodes.Status405MethodNotAllowed => ("invalid_request_error", "method_not_allowed"),
            StatusCodes.Status413PayloadTooLarge => ("invalid_request_error", "request_too_large"),
            StatusCodes.Status415UnsupportedMediaType => ("invalid_request_error", "unsupported_media_type"),
            StatusCodes.Status429TooManyRequests => ("rate_limit_error", "rate_limit_exceeded"),
            >= StatusCodes.Status500InternalServerError => ("server_error", "internal_error"),
            _ => ("invalid_request_error", "invalid_request"),
        };

    private static string? DetailOf(HttpContext context, int status) =>
        status switch
        {
            StatusCodes.Status404NotFound =>
                $"There is no {context.Request.Method} {context.Request.Path}. The gateway serves /v1/chat/completions, /v1/embeddings, /v1/models and /v1/feedback.",
            StatusCodes.Status405MethodNotAllowed =>
                $"{context.Request.Path} does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}.",
            StatusCodes.Status413PayloadTooLarge => "The body is larger than this route takes.",
            StatusCodes.Status415UnsupportedMediaType => RequestBody.WrongType,
            StatusCodes.Status500InternalServerError => "The gateway itself has failed. The host's log has the cause.",
            _ => null,
        };
}
