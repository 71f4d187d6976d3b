using System.Text.Json;
using Distill.ModelEmulator.Protocol;

namespace Distill.ModelEmulator.Batches;

/// <summary>A request of a batch.</summary>
/// <param name="CustomId">The client's id; unique in the batch.</param>
/// <param name="Body">Body of the request.</param>
internal sealed record BatchLine(string CustomId, JsonElement Body)
{
    /// <summary>Reads the lines of an input file; either the lines or what is wrong with them.</summary>
    public static async Task<(List<BatchLine> Lines, List<BatchError> Errors)> ReadAllAsync(
        Stream content,
        string endpoint,
        CancellationToken cancellationToken
    )
    {
        using var reader = new StreamReader(content);
        var lines = new List<BatchLine>();
        var errors = new List<BatchError>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            try
            {
                lines.Add(Read(text, endpoint, ids));
            }
            catch (Exception exception) when (exception is JsonException or ApiException)
            {
                errors.Add(new BatchError("invalid_line", exception.Message, (exception as ApiException)?.Param, number));
            }
        }

        if (lines.Count == 0 && errors.Count == 0)
        {
            errors.Add(new BatchError("empty_file", "The input file has no lines.", null, null));
        }

        return (lines, errors);
    }

    private static BatchLine Read(string text, string endpoint, HashSet<string> ids)
    {
        using var document = JsonDocument.Parse(text);
        var line = document.RootElement;
        var id = line.RequiredString("custom_id");
        if (!ids.Add(id))
        {
            throw ApiException.Invalid($"The custom_id '{id}' occurs twice.", "custom_id");
        }

        if (line.RequiredString("method") != "POST" || line.RequiredString("url") != endpoint)
        {
            throw ApiException.Invalid($"'method' must be POST and 'url' {endpoint}.", "url");
        }

        return line.Find("body") is { ValueKind: JsonValueKind.Object } body
            ? new BatchLine(id, body.Clone())
            : throw ApiException.Invalid("'body' must be an object.", "body");
    }
}
