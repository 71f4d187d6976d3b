using System.Text.RegularExpressions;

namespace Distill.Core.Training.Curves;

/// <summary>Makes JSON of what Python writes in its place.</summary>
internal static partial class PythonJson
{
    /// <summary>Puts NaN and infinities, which Python writes bare, in quotes; texts stay as they are.</summary>
    public static string Quote(string json) =>
        Tokens().Replace(json, match => match.Groups["number"].Success ? $"\"{match.Value}\"" : match.Value);

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""|(?<number>-?\b(?:NaN|Infinity)\b)", RegexOptions.Singleline)]
    private static partial Regex Tokens();
}
