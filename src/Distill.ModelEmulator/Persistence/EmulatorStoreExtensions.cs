using System.Text.Json;
using Distill.ModelEmulator.Protocol;

namespace Distill.ModelEmulator.Persistence;

/// <summary>Records and small files in a store.</summary>
internal static class EmulatorStoreExtensions
{
    /// <summary>Saves a record as JSON.</summary>
    public static Task SaveRecordAsync<T>(this IEmulatorStore store, string folder, string id, T record) =>
        store.SaveBytesAsync(folder, id + ".json", JsonSerializer.SerializeToUtf8Bytes(record, Json.Options));

    /// <summary>Saves bytes.</summary>
    public static Task<long> SaveBytesAsync(this IEmulatorStore store, string folder, string name, byte[] content) =>
        store.SaveAsync(folder, name, new MemoryStream(content, writable: false));

    /// <summary>Reads all bytes, or null when there is none.</summary>
    public static byte[]? ReadBytes(this IEmulatorStore store, string folder, string name)
    {
        using var stream = store.Open(folder, name);
        if (stream is null)
        {
            return null;
        }

        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>All records of a folder.</summary>
    public static IEnumerable<T> ReadRecords<T>(this IEmulatorStore store, string folder)
        where T : class
    {
        foreach (var name in store.List(folder).Where(name => name.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var stream = store.Open(folder, name);
            if (stream is not null && JsonSerializer.Deserialize<T>(stream, Json.Options) is { } record)
            {
                yield return record;
            }
        }
    }
}
