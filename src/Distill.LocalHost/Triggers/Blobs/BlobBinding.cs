namespace Distill.LocalHost.Triggers.Blobs;

/// <summary>What the parameter of a blob trigger can be, and how it is filled.</summary>
internal static class BlobBinding
{
    /// <summary>The types that can be bound, for messages.</summary>
    public const string Kinds = "Stream, string or byte[]";

    /// <summary>Name under which the blob's whole path is bound, as on Azure.</summary>
    public const string PathName = "blobTrigger";

    /// <summary>True when a parameter of this type can be filled.</summary>
    public static bool CanBind(Type type) => type == typeof(Stream) || type == typeof(string) || type == typeof(byte[]);

    /// <summary>Names that other parameters can bind.</summary>
    public static IEnumerable<string> DataNames(BlobPathPattern pattern) => pattern.Tokens.Append(PathName);

    /// <summary>The blob as the parameter wants it. A stream is handed over as it is.</summary>
    public static async Task<object> ReadAsync(Stream content, Type type, CancellationToken cancellationToken)
    {
        if (type == typeof(Stream))
        {
            return content;
        }

        if (type == typeof(string))
        {
            using var reader = new StreamReader(content, leaveOpen: true);
            return await reader.ReadToEndAsync(cancellationToken);
        }

        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }
}
