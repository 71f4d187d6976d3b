namespace Distill.LocalHost.Engine.Storage;

/// <summary>
/// Says that one engine has the file: an operating-system lock on <c>FILE.lock</c>, which a killed process loses by itself.
/// <c>FILE.owner</c> tells people who has it.
/// </summary>
internal sealed class EngineLock : IDisposable
{
    private readonly FileStream _lock;

    private EngineLock(FileStream held)
    {
        _lock = held;
    }

    public static EngineLock Take(string databasePath)
    {
        var owner = databasePath + ".owner";
        FileStream held;
        try
        {
            held = new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeldElsewhere(e))
        {
            throw new EngineInUseException(
                $"'{databasePath}' is in use by {Owner(owner)}. One engine a file: stop the other one, or choose another home.",
                e
            );
        }

        File.WriteAllText(owner, $"process {Environment.ProcessId} on {Environment.MachineName}");
        return new EngineLock(held);
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.</summary>
    private static bool IsHeldElsewhere(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string Owner(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // The owner has not written its name yet; the refusal stands without it.
            return "another engine";
        }
    }
}
