namespace Distill.Core.Formats;

/// <summary>A file cannot be imported at all: empty, of unknown form, or its mapping names what is not there. The message says what, where and the remedy.</summary>
/// <param name="file">Name of the file.</param>
/// <param name="what">What is wrong and how to mend it.</param>
public sealed class ImportException(string file, string what) : Exception($"{file}: {what}")
{
    /// <summary>Name of the file.</summary>
    public string File { get; } = file;
}
