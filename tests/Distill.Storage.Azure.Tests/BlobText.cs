using System.Text;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tests;

/// <summary>Blobs as texts.</summary>
internal static class BlobText
{
    public static async Task<BlobProperties> PutAsync(this IBlobStore store, string path, string text, BlobCondition condition = default)
    {
        await using var write = await store.CreateAsync(path, condition);
        await write.Content.WriteAsync(Encoding.UTF8.GetBytes(text));
        return await write.CommitAsync();
    }

    public static async Task<string> TextAsync(this IBlobStore store, string path)
    {
        await using var stream = await store.OpenReadAsync(path);
        return await new StreamReader(stream).ReadToEndAsync();
    }

    public static Task AppendAsync(this IBlobAppender appender, string text) => appender.AppendAsync(Encoding.UTF8.GetBytes(text));
}
