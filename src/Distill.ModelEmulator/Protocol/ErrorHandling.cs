using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Distill.ModelEmulator.Protocol;

/// <summary>Marks every response as an emulator's, and turns failures into OpenAI's error objects.</summary>
internal sealed partial class ErrorHandling(RequestDelegate next, ILogger<ErrorHandling> logger)
{
    /// <summary>Header of every response; its value is <c>1</c>.</summary>
    public const string Marker = "x-distill-emulator";

    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers[Marker] = "1";
        context.Response.Headers["x-request-id"] = $"req_{Guid.NewGuid():N}";
        try
        {
            await next(context);
        }
        catch (ApiException exception) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, exception);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, new ApiException(exception.StatusCode, exception.Message, "invalid_request_error"));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogAborted(context.Request.Path);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogFailed(exception, context.Request.Path);
            await WriteAsync(context, new ApiException(500, "The emulator failed; its log says why.", "server_error"));
        }
    }

    /// <summary>Writes an error.</summary>
    public static Task WriteAsync(HttpContext context, ApiException exception)
    {
        context.Response.StatusCode = exception.Status;
        if (exception.RetryAfter is { } delay)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["retry-after-ms"] = Math.Ceiling(delay.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        }

        return context.Response.WriteAsJsonAsync(exception.ToBody(), Json.Options, context.RequestAborted);
    }

    [LoggerMessage(EventId = 7001, Level = LogLevel.Debug, Message = "The client gave up on {Path}.")]
    private partial void LogAborted(string path);

    [LoggerMessage(EventId = 7002, Level = LogLevel.Error, Message = "A request to {Path} failed.")]
    private partial void LogFailed(Exception exception, string path);
}
