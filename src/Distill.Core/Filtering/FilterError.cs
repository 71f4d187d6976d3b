namespace Distill.Core.Filtering;

/// <summary>Why a text or JSON is no filter.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Column">Position of the error in the text, from 1; 0 for the JSON form.</param>
/// <param name="Length">Characters that are wrong, at least 1; 0 for the JSON form.</param>
/// <param name="Path">Place in the JSON form, for example <c>and[1].value</c>; null for a text.</param>
public sealed record FilterError(string Message, string Remedy, int Column = 0, int Length = 0, string? Path = null)
{
    // A filter may fill a screen; the lines around an error need not.
    private const int Shown = 100;

    /// <summary>Two lines: the part of the text with the error, and carets under it. Line breaks and tabs show as spaces.</summary>
    /// <param name="text">The text that was read.</param>
    public string Caret(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = Math.Clamp(Column - 1, 0, text.Length);
        var from = Math.Max(0, at - (Shown / 2));
        var line = new string([.. text.Skip(from).Take(Shown).Select(character => char.IsControl(character) ? ' ' : character)]);
        // A wide character takes two places on a terminal.
        var indent = text[from..at].Sum(Width);
        var marked = Math.Max(1, text.Skip(at).Take(Math.Max(1, Math.Min(Length, Shown - (at - from)))).Sum(Width));
        return $"{line}\n{new string(' ', indent)}{new string('^', marked)}";
    }

    /// <summary>One line: <c>column 8: message Remedy.</c></summary>
    public override string ToString() => $"{(Path is null ? $"column {Column}" : Path)}: {Message}; {Remedy}";

    private static int Width(char character) => character >= '\u2E80' && !char.IsSurrogate(character) ? 2 : 1;
}
