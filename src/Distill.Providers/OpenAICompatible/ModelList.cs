using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distill.Providers.OpenAICompatible;

/// <summary>The answer to <c>GET /models</c>.</summary>
internal sealed record ModelList(IReadOnlyList<ModelListItem>? Data);

/// <summary>A served model.</summary>
internal sealed record ModelListItem(string? Id);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ModelList))]
internal sealed partial class ModelListJson : JsonSerializerContext;
