using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Distill.ModelEmulator.Protocol;

/// <summary>JSON as OpenAI writes it: snake case, nulls written, characters unescaped.</summary>
internal static class Json
{
    /// <summary>Serialiser settings.</summary>
    public static JsonSerializerOptions Options { get; } =
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };

    /// <summary>The JSON object of a request.</summary>
    /// <exception cref="ApiException">The body is not a JSON object.</exception>
    public static async Task<JsonDocument> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
        }
        catch (JsonException exception)
        {
            throw ApiException.Invalid($"The body of the request is not valid JSON: {exception.Message}");
        }

        throw ApiException.Invalid("The body of the request must be a JSON object.");
    }

    /// <summary>A list object.</summary>
    public static object List(IReadOnlyList<object> data, bool hasMore = false) =>
        new
        {
            @object = "list",
            data,
            has_more = hasMore,
        };

    /// <summary>A property that is a string; null when it is absent or null.</summary>
    /// <exception cref="ApiException">It is something else.</exception>
    public static string? OptionalString(this JsonElement element, string name) =>
        Find(element, name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } value => value.GetString(),
            _ => throw ApiException.Invalid($"'{name}' must be a string.", name),
        };

    /// <summary>A property that is a string and must be there.</summary>
    /// <exception cref="ApiException">It is absent, or something else.</exception>
    public static string RequiredString(this JsonElement element, string name) =>
        element.OptionalString(name) is { Length: > 0 } value
            ? value
            : throw ApiException.Invalid($"You must provide '{name}'.", name, "missing_required_parameter");

    /// <summary>A property that is a number within bounds; null when it is absent or null.</summary>
    /// <exception cref="ApiException">It is something else, or out of bounds.</exception>
    public static double? OptionalNumber(this JsonElement element, string name, double least, double most)
    {
        if (Find(element, name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most
            ? number
            : throw ApiException.Invalid($"'{name}' must be a number from {least} to {most}.", name);
    }

    /// <summary>A property that is a whole number within bounds; null when it is absent or null.</summary>
    /// <exception cref="ApiException">It is something else, or out of bounds.</exception>
    public static int? OptionalInteger(this JsonElement element, string name, int least, int most) =>
        element.OptionalNumber(name, least, most) switch
        {
            null => null,
            { } number when Math.Truncate(number) == number => (int)number,
            _ => throw ApiException.Invalid($"'{name}' must be a whole number from {least} to {most}.", name),
        };

    /// <summary>A property that is not null; null when it is absent or null.</summary>
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
