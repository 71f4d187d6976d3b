namespace Distill.Core.Filtering.Parsing;

/// <summary>Kinds of tokens of a filter.</summary>
internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A word or a path; keywords are words.</summary>
    Path,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A moment.</summary>
    Time,

    /// <summary>A pattern between slashes.</summary>
    Pattern,

    /// <summary>A comparison operator.</summary>
    Operator,

    /// <summary>An opening parenthesis.</summary>
    Open,

    /// <summary>A closing parenthesis.</summary>
    Close,

    /// <summary>A comma.</summary>
    Comma,
}
