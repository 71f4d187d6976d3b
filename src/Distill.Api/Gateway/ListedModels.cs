using System.Text.Json.Serialization;

namespace Distill.Api.Gateway;

/// <summary>The answer of <c>GET /v1/models</c>.</summary>
/// <param name="Data">What can be asked for, by name.</param>
public sealed record ListedModels(IReadOnlyList<ListedModel> Data)
{
    /// <summary>Always <c>list</c>.</summary>
    [JsonPropertyName("object")]
    public string Object => "list";
}
