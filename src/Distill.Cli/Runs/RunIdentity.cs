using System.Security.Cryptography;
using System.Text;

namespace Distill.Cli.Runs;

/// <summary>Names runs so that the same work has the same name: an unfinished run is found again, a finished one gets a successor.</summary>
internal static class RunIdentity
{
    private const int HashLength = 8;
    private const int MaxName = 40;

    /// <summary>The id of a spec's first run: its name in safe letters and a hash of the spec, which holds the hash of the source.</summary>
    public static string Of(string name, string spec)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(spec)))[..HashLength];
        var slug = Slug(name);
        return slug.Length == 0 ? $"run-{hash}" : $"{slug}-{hash}";
    }

    /// <summary>An id of a series: <c>demo</c>, <c>demo-2</c>, <c>demo-3</c>.</summary>
    /// <param name="first">The id of the first run.</param>
    /// <param name="number">The number of the run, from 1.</param>
    public static string Numbered(string first, int number) => number == 1 ? first : $"{first}-{number}";

    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString()[..Math.Min(slug.Length, MaxName)].Trim('-');
    }
}
