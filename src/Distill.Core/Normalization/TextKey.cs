namespace Distill.Core.Normalization;

/// <summary>The form in which texts are compared: what people take for the same text has the same key.</summary>
public static class TextKey
{
    [ThreadStatic]
    private static TextFolder? folder;

    /// <summary>NFKC, lower case, runs of white space as one space, none at the ends, invisible characters left out.</summary>
    /// <returns>The same instance when the text is its own key.</returns>
    public static string Of(string text)
    {
        var key = (folder ??= new TextFolder()).Clear().Append(text).Key;
        return key.SequenceEqual(text) ? text : new string(key);
    }
}
