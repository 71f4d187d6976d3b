using Distill.Cli.Terminal;

namespace Distill.Cli.Splitting;

/// <summary>A class in one cell of a table.</summary>
internal static class ClassName
{
    private const int Width = 40;

    /// <summary>Its name in one line, cut when it is long.</summary>
    public static string Of(string label) => label.Length > 0 ? CellText.Truncate(label.ReplaceLineEndings(" "), Width) : "(none)";
}
