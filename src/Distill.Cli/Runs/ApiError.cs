using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;

namespace Distill.Cli.Runs;

/// <summary>Turns error answers of a host (RFC 9457 problem details) into failures of the command line.</summary>
internal static class ApiError
{
    /// <summary>The failure that an answer stands for.</summary>
    /// <param name="response">The answer; its status is an error.</param>
    /// <param name="file">The file that was sent, to be named with the lines of its errors; or null.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<CliException> OfAsync(HttpResponseMessage response, string? file, CancellationToken cancellationToken)
    {
        var address = response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Path) ?? "the host";
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return CliException.Usage("the host does not accept the key", address, $"set ${ApiRunClient.KeyVariable} to the host's key");
        }

        var problem = await ReadAsync(response, cancellationToken);
        var code = (int)response.StatusCode < 500 ? ExitCode.Usage : ExitCode.Failed;
        if (problem?.Errors is { Count: > 0 } errors)
        {
            return new CliException(new Failure(code, [.. errors.Select(error => OfField(error, file ?? address))]));
        }

        var what = problem?.Detail ?? problem?.Title ?? $"the host answered {(int)response.StatusCode}";
        return new CliException(new Failure(code, what, address));
    }

    private static Problem OfField(ApiFieldError error, string file)
    {
        var field = string.IsNullOrEmpty(error.Field) ? "" : $"{error.Field}: ";
        var place = error.Line is { } line ? $"{file}, line {line}" : file;
        return new Problem(field + error.Message, place, error.Remedy);
    }

    private static async Task<ApiProblemDetails?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<ApiProblemDetails>(cancellationToken);
        }
        catch (JsonException)
        {
            // A proxy in between answers with what it likes; the status says enough.
            return null;
        }
    }

    private sealed record ApiProblemDetails(string? Title, string? Detail, IReadOnlyList<ApiFieldError>? Errors);

    private sealed record ApiFieldError(string? Field, long? Line, string Message, string? Remedy);
}
