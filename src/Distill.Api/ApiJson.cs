using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distill.Api;

/// <summary>The JSON of the HTTP API: camel-case names, enumerations as camel-case text.</summary>
public static class ApiJson
{
    /// <summary>Options for servers and clients. Read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    internal static void Configure(JsonSerializerOptions options) =>
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
