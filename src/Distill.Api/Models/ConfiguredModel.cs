using Distill.Core.Models;

namespace Distill.Api.Models;

/// <summary>A model of the configuration as the API shows it: no key, no name of a key, no credentials in the address.</summary>
/// <param name="Name">The name that specs use.</param>
/// <param name="Endpoint">Scheme, host and path of the API.</param>
/// <param name="Model">The provider's model name.</param>
/// <param name="RequestsPerMinute">Requests a minute allowed; null is unlimited.</param>
/// <param name="TokensPerMinute">Tokens a minute allowed; null is unlimited.</param>
/// <param name="MaxConcurrency">Most requests in flight.</param>
/// <param name="InputPrice">Money for a million input tokens.</param>
/// <param name="OutputPrice">Money for a million output tokens.</param>
/// <param name="ContextLength">Context length in tokens; null is unknown.</param>
/// <param name="Emulated">True for the model emulator.</param>
public sealed record ConfiguredModel(
    string Name,
    string Endpoint,
    string Model,
    int? RequestsPerMinute,
    int? TokensPerMinute,
    int MaxConcurrency,
    decimal InputPrice,
    decimal OutputPrice,
    int? ContextLength,
    bool Emulated
)
{
    internal static ConfiguredModel From(ModelEntry entry) =>
        new(
            entry.Name,
            entry.Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
            entry.Model,
            entry.RequestsPerMinute,
            entry.TokensPerMinute,
            entry.MaxConcurrency,
            entry.InputPrice,
            entry.OutputPrice,
            entry.ContextLength,
            entry.Emulated
        );
}
