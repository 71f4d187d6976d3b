namespace Distill.Orchestrations.Uploads;

/// <summary>The naming of blobs in <c>uploads/{pipeline}/</c>. Pure.</summary>
public static class UploadNames
{
    /// <summary>The spec of every file of a folder that has none of its own.</summary>
    public const string FolderSpec = "run.yaml";

    private const string FileSpecSuffix = ".run.yaml";
    private const string ErrorSuffix = ".error.json";

    /// <summary>What a name stands for.</summary>
    public static UploadKind KindOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name == FolderSpec || FileOfSpec(name) is not null ? UploadKind.Spec
            : FileOfError(name) is not null ? UploadKind.Error
            : UploadKind.Data;
    }

    /// <summary>The spec of one file: <c>{name}.run.yaml</c>.</summary>
    public static string SpecOf(string file) => file + FileSpecSuffix;

    /// <summary>Where it is said what is wrong with the spec of a file: <c>{name}.error.json</c>.</summary>
    public static string ErrorOf(string file) => file + ErrorSuffix;

    /// <summary>The file that a spec is for, or null when the name is no spec of one file.</summary>
    public static string? FileOfSpec(string name) => WithoutSuffix(name, FileSpecSuffix);

    /// <summary>The file that an error blob is about, or null when the name is none.</summary>
    public static string? FileOfError(string name) => WithoutSuffix(name, ErrorSuffix);

    private static string? WithoutSuffix(string name, string suffix) =>
        name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : null;
}
