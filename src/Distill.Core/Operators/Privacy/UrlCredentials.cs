using System.Buffers;

namespace Distill.Core.Operators.Privacy;

/// <summary>Secrets in URLs: <c>user:password@</c> before the host, and the values of query parameters such as <c>token</c>.</summary>
internal static class UrlCredentials
{
    private const int ShortestValue = 6;

    private static readonly SearchValues<char> UrlEnd = SearchValues.Create(" \t\r\n\"'<>`，。；！？、（）《》“”\u3000");
    private static readonly SearchValues<char> AuthorityEnd = SearchValues.Create("/?#\\");
    private static readonly SearchValues<char> Value = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%+/="
    );

    private static readonly string[] Parameters =
    [
        "token",
        "access_token",
        "refresh_token",
        "id_token",
        "auth",
        "auth_token",
        "api_key",
        "apikey",
        "api-key",
        "access_key",
        "accesskey",
        "secret",
        "client_secret",
        "password",
        "passwd",
        "pwd",
        "sig",
        "signature",
        "x-amz-signature",
        "x-amz-credential",
        "x-amz-security-token",
        "session",
        "sessionid",
        "ticket",
    ];

    /// <summary>Adds the secrets of the URL whose <c>://</c> stands at a position, and returns where the URL ends.</summary>
    public static int Find(ReadOnlySpan<char> text, int separator, Queue<PiiMatch> matches)
    {
        var start = separator + 3;
        var length = text[start..].IndexOfAny(UrlEnd);
        var end = length < 0 ? text.Length : start + length;
        var slash = text[start..end].IndexOfAny(AuthorityEnd);
        var authority = slash < 0 ? text[start..end] : text.Slice(start, slash);
        var at = authority.LastIndexOf('@');
        if (at > 0 && IsUserAndPassword(authority[..at]))
        {
            matches.Enqueue(new PiiMatch(PiiKind.UrlCredential, start, start + at));
        }

        var query = text[start..end].IndexOf('?');
        if (query >= 0)
        {
            FindParameters(text, start + query + 1, end, matches);
        }

        return end;
    }

    private static bool IsUserAndPassword(ReadOnlySpan<char> userInfo)
    {
        var colon = userInfo.IndexOf(':');
        var password = userInfo[(colon + 1)..];
        // Examples show where a password goes: ${PASSWORD}, <password>, user:password@host.
        var template = userInfo.ContainsAny("{}[]$*") || password is "password" or "pass";
        return colon >= 0 && password.Length > 0 && !template;
    }

    private static void FindParameters(ReadOnlySpan<char> text, int start, int end, Queue<PiiMatch> matches)
    {
        while (start < end)
        {
            var next = text[start..end].IndexOfAny('&', '#', ';');
            var parameter = next < 0 ? text[start..end] : text.Slice(start, next);
            var equals = parameter.IndexOf('=');
            if (equals > 0 && IsSecret(parameter[..equals]))
            {
                var value = parameter[(equals + 1)..];
                var length = value.IndexOfAnyExcept(Value);
                // In a sentence the full stop behind the URL is not the URL's.
                value = (length < 0 ? value : value[..length]).TrimEnd('.');
                if (value.Length >= ShortestValue && (length < 0 || parameter[equals + 1 + length] != '*'))
                {
                    matches.Enqueue(new PiiMatch(PiiKind.UrlCredential, start + equals + 1, start + equals + 1 + value.Length));
                }
            }

            start += parameter.Length + 1;
        }
    }

    private static bool IsSecret(ReadOnlySpan<char> name)
    {
        foreach (var parameter in Parameters)
        {
            if (name.Equals(parameter, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
