using System.Collections.Concurrent;
using Distill.ModelEmulator.Persistence;
using Distill.ModelEmulator.Protocol;

namespace Distill.ModelEmulator.Files;

/// <summary>The files there are. Thread-safe.</summary>
internal sealed class FileCatalogue
{
    private const string Folder = "files";
    private readonly ConcurrentDictionary<string, StoredFile> files;
    private readonly IEmulatorStore store;
    private readonly TimeProvider timeProvider;
    private long sequence;

    /// <summary>Opens the catalogue of a store.</summary>
    public FileCatalogue(IEmulatorStore store, TimeProvider timeProvider)
    {
        this.store = store;
        this.timeProvider = timeProvider;
        files = new ConcurrentDictionary<string, StoredFile>(
            store.ReadRecords<StoredFile>(Folder).Select(file => KeyValuePair.Create(file.Id, file)),
            StringComparer.Ordinal
        );
        sequence = files.IsEmpty ? 0 : files.Values.Max(file => file.Sequence);
    }

    /// <summary>All files, newest first.</summary>
    public IEnumerable<StoredFile> All => files.Values.OrderByDescending(file => file.Sequence);

    /// <summary>Adds a file, durably: content first, then the record that makes it visible.</summary>
    public async Task<StoredFile> AddAsync(string name, string purpose, Stream content, CancellationToken cancellationToken = default)
    {
        var id = $"file-{Guid.NewGuid():N}";
        var file = new StoredFile
        {
            Id = id,
            Bytes = await store.SaveAsync(Folder, id + ".bin", content, cancellationToken),
            CreatedAt = timeProvider.GetUtcNow().ToUnixTimeSeconds(),
            Filename = name,
            Purpose = purpose,
            Sequence = Interlocked.Increment(ref sequence),
        };
        await store.SaveRecordAsync(Folder, id, file);
        files[id] = file;
        return file;
    }

    /// <summary>The file of an id.</summary>
    /// <exception cref="ApiException">404: there is none.</exception>
    public StoredFile Get(string id) =>
        files.TryGetValue(id, out var file) ? file : throw ApiException.NotFound($"No such File object: {id}", "id");

    /// <summary>True when there is such a file.</summary>
    public bool Contains(string id) => files.ContainsKey(id);

    /// <summary>Its content.</summary>
    /// <exception cref="ApiException">404: there is no such file.</exception>
    public Stream Open(string id) =>
        store.Open(Folder, Get(id).Id + ".bin") ?? throw ApiException.NotFound($"The content of file {id} is gone.", "id");

    /// <summary>Deletes a file.</summary>
    /// <exception cref="ApiException">404: there is no such file.</exception>
    public void Delete(string id)
    {
        var file = Get(id);
        files.TryRemove(file.Id, out _);
        store.Delete(Folder, file.Id + ".json");
        store.Delete(Folder, file.Id + ".bin");
    }
}
