namespace Distill.Core.Filtering;

/// <summary>Kinds of values that a filter compares with.</summary>
public enum FilterLiteralKind
{
    /// <summary>A text; matches texts only, character by character.</summary>
    Text,

    /// <summary>A number; matches numbers, and texts that are a number.</summary>
    Number,

    /// <summary>True or false; matches truth values, and the texts <c>true</c> and <c>false</c>.</summary>
    Flag,

    /// <summary>A moment; matches texts that are an ISO 8601 time, and numbers as seconds or milliseconds since 1970.</summary>
    Time,
}
