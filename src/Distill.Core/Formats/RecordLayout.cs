namespace Distill.Core.Formats;

/// <summary>How records lie in a file.</summary>
public enum RecordLayout
{
    /// <summary>One JSON value a line.</summary>
    Lines,

    /// <summary>The file is one JSON array, each element a record.</summary>
    Array,

    /// <summary>A header, then records of delimited fields.</summary>
    Delimited,
}
