namespace Distill.Api.Gateway;

/// <summary>What may stand in a header.</summary>
internal static class HeaderText
{
    /// <summary>True for printable ASCII. Other text, of a caller or of a platform, would make the other side's library refuse a whole request or answer, so it is left out.</summary>
    public static bool IsPlain(ReadOnlySpan<char> value) => !value.ContainsAnyExceptInRange(' ', '~');
}
