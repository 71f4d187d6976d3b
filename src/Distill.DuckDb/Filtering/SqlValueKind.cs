namespace Distill.DuckDb.Filtering;

/// <summary>What an expression over a row gives.</summary>
internal enum SqlValueKind
{
    /// <summary>A text or NULL.</summary>
    Text,

    /// <summary>A number or NULL.</summary>
    Number,

    /// <summary>Microseconds since 1970 or NULL.</summary>
    Time,

    /// <summary>A JSON value as its text; NULL when missing, the text <c>null</c> when null.</summary>
    Json,
}
