namespace Distill.Core.Datasets;

/// <summary>The stable short reasons for which import rejects a record. Operators bring their own.</summary>
public static class RejectReasons
{
    /// <summary>The record is not well-formed JSON.</summary>
    public const string MalformedJson = "malformed_json";

    /// <summary>The bytes are not UTF-8, or an escape names half a surrogate pair.</summary>
    public const string InvalidUtf8 = "invalid_utf8";

    /// <summary>Well-formed, but not of the shape that the format asks for.</summary>
    public const string WrongShape = "wrong_shape";

    /// <summary>A required field is missing or null.</summary>
    public const string MissingField = "missing_field";

    /// <summary>A field has the wrong type or a value out of range.</summary>
    public const string InvalidField = "invalid_field";

    /// <summary>A required text is there but empty.</summary>
    public const string EmptyField = "empty_field";

    /// <summary>Content that is not text: an image, audio, a file.</summary>
    public const string UnsupportedContent = "unsupported_content";

    /// <summary>A log's call was answered by an error: there is no answer to learn from.</summary>
    public const string FailedCall = "failed_call";

    /// <summary>A log's call that was of another kind than chat. Such records are passed over and counted; they are never rejects.</summary>
    public const string OtherKind = "other_kind";

    /// <summary>The record is longer than the limit.</summary>
    public const string TooLong = "too_long";

    /// <summary>An earlier record of the file has the same id.</summary>
    public const string DuplicateId = "duplicate_id";

    /// <summary>A CSV or TSV record has more or fewer fields than the header.</summary>
    public const string FieldCount = "field_count";

    /// <summary>A CSV record breaks the quoting rules.</summary>
    public const string MalformedCsv = "malformed_csv";

    /// <summary>The file is damaged such that its rest cannot be split into records. Never within a reject budget.</summary>
    public const string UnreadableRest = "unreadable_rest";
}
