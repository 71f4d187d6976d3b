using System.Text.Json.Serialization;

namespace Distill.Api.Gateway;

/// <summary>A name that can be asked for, as OpenAI lists models.</summary>
/// <param name="Id">The name.</param>
/// <param name="Created">When the alias was first set, in seconds since 1970; 0 for what is configured.</param>
public sealed record ListedModel(string Id, long Created)
{
    /// <summary>Always <c>model</c>.</summary>
    [JsonPropertyName("object")]
    public string Object => "model";

    /// <summary>Always <c>distill</c>.</summary>
    [JsonPropertyName("owned_by")]
    public string OwnedBy => "distill";

    internal static ListedModel From(Route route) => new(route.Name, Math.Max(0, route.CreatedAt.ToUnixTimeSeconds()));
}
