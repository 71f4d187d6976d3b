namespace Distill.Core.Normalization;

/// <summary>Characters that take no room and carry no meaning in training text.</summary>
internal static class InvisibleCharacters
{
    /// <summary>
    /// True for control characters that are not white space, soft hyphen, zero-width space, word joiner and invisible operators, directional marks,
    /// byte order mark and interlinear annotation. The zero-width joiner and non-joiner are kept: emoji and several scripts are written with them.
    /// </summary>
    public static bool IsInvisible(char unit) =>
        (char.IsControl(unit) && !char.IsWhiteSpace(unit))
        || unit is '\u00AD' or '\u200B' or '\u200E' or '\u200F' or '\uFEFF'
        || unit is (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or (>= '\uFFF9' and <= '\uFFFB');
}
