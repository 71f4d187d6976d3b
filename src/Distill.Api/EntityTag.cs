using Microsoft.AspNetCore.Http;

namespace Distill.Api;

/// <summary>Versions of stores as entity tags of HTTP.</summary>
internal static class EntityTag
{
    /// <summary>A store's version as a strong entity tag.</summary>
    public static string Quote(string version) => $"\"{version.Trim('"')}\"";

    /// <summary>The version that <c>If-Match</c> asks for; null without the header or for <c>*</c>.</summary>
    public static string? Expected(HttpRequest request) => request.Headers.IfMatch is [{ } tag] && tag != "*" ? tag.Trim('"') : null;
}
