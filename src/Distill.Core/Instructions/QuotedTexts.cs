using System.Text.RegularExpressions;

namespace Distill.Core.Instructions;

/// <summary>The texts in quotation marks within a match.</summary>
internal static partial class QuotedTexts
{
    /// <summary>The texts, without their marks.</summary>
    public static IReadOnlyList<string> In(string text) =>
        [.. Quoted().Matches(text).Select(match => match.Value[1..^1].Trim()).Where(quoted => quoted.Length > 0)];

    [GeneratedRegex("「[^」\n]{1,80}」|“[^”\n]{1,80}”|\"[^\"\n]{1,80}\"|『[^』\n]{1,80}』|‘[^’\n]{1,80}’")]
    private static partial Regex Quoted();
}
