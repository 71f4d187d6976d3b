using Microsoft.AspNetCore.Http;

namespace Distill.ModelEmulator.Protocol;

/// <summary>An answer that is an error in OpenAI's form.</summary>
internal sealed class ApiException(int status, string message, string type, string? param = null, string? code = null) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>OpenAI's class of error, for example <c>invalid_request_error</c>.</summary>
    public string Type { get; } = type;

    /// <summary>The parameter at fault, or null.</summary>
    public string? Param { get; } = param;

    /// <summary>OpenAI's code, or null.</summary>
    public string? Code { get; } = code;

    /// <summary>When to come again, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>400: the request is wrong.</summary>
    public static ApiException Invalid(string message, string? param = null, string? code = null) =>
        new(StatusCodes.Status400BadRequest, message, "invalid_request_error", param, code);

    /// <summary>404: there is no such thing.</summary>
    public static ApiException NotFound(string message, string? param = null, string? code = null) =>
        new(StatusCodes.Status404NotFound, message, "invalid_request_error", param, code);

    /// <summary>401: the key is missing or wrong.</summary>
    public static ApiException Unauthorised() =>
        new(
            StatusCodes.Status401Unauthorized,
            "Incorrect API key provided. The emulator is configured with keys (Emulator:ApiKey); send one as 'Authorization: Bearer'.",
            "invalid_request_error",
            code: "invalid_api_key"
        );

    /// <summary>429: a limit is reached.</summary>
    public static ApiException TooManyRequests(string message, string type, TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, message, type, code: "rate_limit_exceeded") { RetryAfter = retryAfter };

    /// <summary>The error object.</summary>
    public object ToBody() =>
        new
        {
            error = new
            {
                message = Message,
                type = Type,
                param = Param,
                code = Code,
            },
        };
}
