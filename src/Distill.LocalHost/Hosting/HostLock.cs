using System.Text.Json;

namespace Distill.LocalHost.Hosting;

/// <summary>
/// The right to be the only host of a home. It is a lock of the operating system on <c>host.lock</c>, so it ends with the process, however that ends;
/// <c>host.info</c> beside it only tells people who holds it.
/// </summary>
internal sealed class HostLock : IDisposable
{
    private readonly FileStream _held;
    private readonly string _infoPath;

    private HostLock(FileStream held, string infoPath)
    {
        _held = held;
        _infoPath = infoPath;
    }

    /// <summary>Takes the lock of a home.</summary>
    /// <exception cref="LocalHostException">Another host has it; the message names its process, address and the remedy.</exception>
    public static HostLock Acquire(HomeDirectory home)
    {
        var infoPath = Path.Combine(home.Path, "host.info");
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(home.Path, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new LocalHostException(Refusal(home, ReadInfo(infoPath)), failure);
        }

        var taken = new HostLock(held, infoPath);
        taken.Publish(null);
        return taken;
    }

    /// <summary>Tells others who holds the lock and where it listens.</summary>
    public void Publish(Uri? address)
    {
        var temporary = _infoPath + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(new Holder(Environment.ProcessId, address)));
        File.Move(temporary, _infoPath, overwrite: true);
    }

    /// <summary>Gives the lock back. The lock file stays: removing it would let two processes lock two files of one name.</summary>
    public void Dispose()
    {
        File.Delete(_infoPath);
        _held.Dispose();
    }

    private static string Refusal(HomeDirectory home, Holder? holder)
    {
        var who = holder is null ? "another process" : $"process {holder.ProcessId}";
        var where = holder?.Address is { } address ? $" at {address}" : "";
        var remedy = holder?.Address is { } host
            ? $"Use it with --host {host}, stop it, or choose another folder with --home."
            : "Stop it, or choose another folder with --home.";
        return $"The home '{home.Path}' is in use by {who}{where}. {remedy}";
    }

    private static Holder? ReadInfo(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Holder>(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is IOException or JsonException or UnauthorizedAccessException)
        {
            // Only the message is poorer: the holder has not written it yet, or is just leaving.
            return null;
        }
    }

    private sealed record Holder(int ProcessId, Uri? Address);
}
