using System.Buffers;
using Azure;
using Azure.Storage.Blobs.Models;
using BlobProperties = Distill.Core.Storage.BlobProperties;

namespace Distill.Storage.Azure.Blobs;

/// <summary>ETags as the port shows them: without quotes, because answers quote them and listings do not.</summary>
internal static class BlobVersion
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789abcdefABCDEFx-");

    /// <summary>The port's text of an ETag.</summary>
    public static string Text(ETag etag) => etag.ToString().Trim('"');

    /// <summary>The ETag of a text; null for a text that no blob of Azure can have, which is a conflict without asking.</summary>
    public static ETag? Parse(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Characters) ? new ETag($"\"{text}\"") : null;

    /// <summary>Properties of a blob that was just written.</summary>
    public static BlobProperties Describe(string path, long length, BlobContentInfo written) =>
        new(path, length, Text(written.ETag), written.LastModified);

    /// <summary>Properties of a blob that was asked for.</summary>
    public static BlobProperties Describe(string path, global::Azure.Storage.Blobs.Models.BlobProperties found) =>
        new(path, found.ContentLength, Text(found.ETag), found.LastModified);
}
