using System.Collections.Concurrent;

namespace Distill.ModelEmulator.Persistence;

/// <summary>Keeps everything in memory.</summary>
internal sealed class MemoryStore : IEmulatorStore
{
    private readonly ConcurrentDictionary<(string Folder, string Name), byte[]> content = [];

    /// <inheritdoc />
    public async Task<long> SaveAsync(string folder, string name, Stream content, CancellationToken cancellationToken = default)
    {
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancellationToken);
        this.content[(folder, name)] = buffer.ToArray();
        return buffer.Length;
    }

    /// <inheritdoc />
    public Stream? Open(string folder, string name) =>
        content.TryGetValue((folder, name), out var bytes) ? new MemoryStream(bytes, writable: false) : null;

    /// <inheritdoc />
    public void Delete(string folder, string name) => content.TryRemove((folder, name), out _);

    /// <inheritdoc />
    public IReadOnlyList<string> List(string folder) =>
        [.. content.Keys.Where(key => key.Folder == folder).Select(key => key.Name).Order(StringComparer.Ordinal)];

    /// <inheritdoc />
    public FileStream? OpenLog(string name) => null;

    /// <inheritdoc />
    public void Dispose() => content.Clear();
}
