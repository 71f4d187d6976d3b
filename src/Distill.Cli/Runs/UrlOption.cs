using System.CommandLine.Parsing;

namespace Distill.Cli.Runs;

/// <summary>Parses options that are addresses.</summary>
internal static class UrlOption
{
    /// <summary>The address, or an error on the result.</summary>
    public static Uri? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            return uri;
        }

        result.AddError($"'{text}' is not an address such as http://127.0.0.1:5210.");
        return null;
    }
}
