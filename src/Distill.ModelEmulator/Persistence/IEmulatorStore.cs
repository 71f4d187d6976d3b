namespace Distill.ModelEmulator.Persistence;

/// <summary>Where the emulator keeps things, by folder and name. Names are the emulator's own, never a client's. Thread-safe.</summary>
internal interface IEmulatorStore : IDisposable
{
    /// <summary>Saves content whole or not at all, in place of what was there; returns its length in bytes.</summary>
    Task<long> SaveAsync(string folder, string name, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Opens content, or returns null when there is none.</summary>
    Stream? Open(string folder, string name);

    /// <summary>Deletes content, if there is any.</summary>
    void Delete(string folder, string name);

    /// <summary>Names in a folder, in ordinal order.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>A stream to append to, positioned at the end of what is there; null when nothing outlives the process.</summary>
    FileStream? OpenLog(string name);
}
