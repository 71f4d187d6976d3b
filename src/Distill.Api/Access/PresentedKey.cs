using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Access;

/// <summary>What a request presents: <c>x-api-key</c>, else <c>Authorization: Bearer</c>.</summary>
internal static class PresentedKey
{
    /// <summary>The key or token; null when there is none.</summary>
    public static string? Read(HttpRequest request)
    {
        if (request.Headers.TryGetValue("x-api-key", out var header))
        {
            return header.ToString();
        }

        return
            AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var authorization)
            && string.Equals(authorization.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
            ? authorization.Parameter
            : null;
    }

    /// <summary>True when it has the form of a signed token (RFC 7519): three parts with dots between them; keys have no dot.</summary>
    public static bool IsToken(HttpRequest request) => !request.Headers.ContainsKey("x-api-key") && Read(request)?.AsSpan().Count('.') == 2;
}
