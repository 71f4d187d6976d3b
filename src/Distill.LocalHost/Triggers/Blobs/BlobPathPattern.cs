using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace Distill.LocalHost.Triggers.Blobs;

/// <summary>A path of a blob trigger: a container, then a name in which <c>{token}</c> stands for one or more characters. Immutable, thread-safe.</summary>
/// <remarks>
/// A token takes as much of the name as it can, slashes included, as on Azure; a token followed by literal text ends where that text last allows it.
/// </remarks>
internal sealed partial class BlobPathPattern
{
    private readonly Regex regex;

    private BlobPathPattern(string container, IReadOnlyList<string> tokens, Regex regex)
    {
        Container = container;
        Tokens = tokens;
        this.regex = regex;
    }

    /// <summary>The container.</summary>
    public string Container { get; }

    /// <summary>Names of the tokens, in order.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Reads a pattern, or says what is wrong with it.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out BlobPathPattern? pattern, out string problem)
    {
        pattern = null;
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 3 || slash == path.Length - 1 || path.AsSpan(0, slash).ContainsAny('{', '}'))
        {
            problem = $"the blob path '{path}' must be a container of at least three characters, a slash, and a name such as '{{name}}'.";
            return false;
        }

        var tokens = new List<string>();
        var text = new StringBuilder("^");
        var last = slash + 1;
        foreach (Match token in TokenPattern().Matches(path, last))
        {
            text.Append(Regex.Escape(path[last..token.Index])).Append("(.+)");
            tokens.Add(token.Groups["name"].Value);
            last = token.Index + token.Length;
        }

        text.Append(Regex.Escape(path[last..])).Append('$');
        if (
            path.Count(c => c is '{' or '}') != 2 * tokens.Count
            || tokens.Distinct(StringComparer.OrdinalIgnoreCase).Count() != tokens.Count
        )
        {
            problem = $"the blob path '{path}' has braces that do not form tokens, or a token twice.";
            return false;
        }

        problem = "";
        pattern = new BlobPathPattern(
            path[..slash],
            tokens,
            new Regex(text.ToString(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
        );
        return true;
    }

    /// <summary>The values of the tokens for a blob path, or null when it does not fit.</summary>
    public IReadOnlyDictionary<string, string>? Match(string blobPath)
    {
        if (!blobPath.StartsWith(Container + "/", StringComparison.Ordinal))
        {
            return null;
        }

        var match = regex.Match(blobPath[(Container.Length + 1)..]);
        return match.Success
            ? Tokens
                .Select((token, index) => (token, match.Groups[index + 1].Value))
                .ToDictionary(pair => pair.token, pair => pair.Value, StringComparer.OrdinalIgnoreCase)
            : null;
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenPattern();
}
