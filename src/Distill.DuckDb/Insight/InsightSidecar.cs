using System.Globalization;
using System.IO.Hashing;
using System.Text;
using DuckDB.NET.Data;

namespace Distill.DuckDb.Insight;

/// <summary>The columns of a file that were read, kept in a database beside other caches, so that the next question need not read the file. Not thread-safe.</summary>
/// <remarks>
/// It belongs to one state of the file: path, length, time of change, the hash of its first and last 64 KiB, and the way it is read. Any other makes it stale,
/// and it begins anew. When another process has it open, or it cannot be written, columns live in memory instead.
/// </remarks>
public sealed class InsightSidecar : IDisposable
{
    private const string IdentityFact = "identity";
    private const int HashedBytes = 64 * 1024;

    // Of the tables and of what their values mean: raise it when either changes.
    private const int Version = 1;

    private readonly DuckDatabase _database;

    private InsightSidecar(DuckDatabase database, InsightTable table, bool isKept)
    {
        _database = database;
        Table = table;
        IsKept = isKept;
    }

    /// <summary>The columns.</summary>
    public InsightTable Table { get; }

    /// <summary>True when they outlive this process.</summary>
    public bool IsKept { get; }

    /// <summary>Columns in memory.</summary>
    public static InsightSidecar InMemory()
    {
        var database = DuckDatabase.Open();
        return new InsightSidecar(database, InsightTable.Open(database), isKept: false);
    }

    /// <summary>Opens the sidecar of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">Where sidecars are kept; made when missing.</param>
    /// <param name="reading">How the file is read (format, encoding, mapping): another way makes other columns.</param>
    public static InsightSidecar OfFile(string path, string folder, string reading)
    {
        var full = Path.GetFullPath(path);
        var file = new FileInfo(full);
        var identity = string.Create(
            CultureInfo.InvariantCulture,
            $"{Version}|{full}|{file.Length}|{file.LastWriteTimeUtc.Ticks}|{Ends(full):x16}|{reading}"
        );
        return Open(Path.Combine(folder, $"{Hash($"{full}|{reading}"):x16}.duckdb"), identity);
    }

    /// <summary>Opens the sidecar of an immutable dataset.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="folder">Where sidecars are kept; made when missing.</param>
    /// <param name="created">When the dataset was made: an id may be given again after its dataset was removed.</param>
    public static InsightSidecar OfDataset(string id, string folder, DateTimeOffset created) =>
        Open(
            Path.Combine(folder, $"{Hash(id):x16}.duckdb"),
            string.Create(CultureInfo.InvariantCulture, $"{Version}|dataset|{id}|{created.UtcTicks}")
        );

    /// <summary>Closes it.</summary>
    public void Dispose() => _database.Dispose();

    private static InsightSidecar Open(string path, string identity)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return TryOpen(path, identity) ?? Renew(path, identity);
        }
        catch (Exception failure) when (failure is DuckDBException or IOException or UnauthorizedAccessException)
        {
            return InMemory();
        }
    }

    // Null when it belongs to another state.
    private static InsightSidecar? TryOpen(string path, string identity)
    {
        var isNew = !File.Exists(path);
        var database = DuckDatabase.Open(new DuckDatabaseOptions { Path = path });
        var table = InsightTable.Open(database);
        if (isNew)
        {
            table.Keep(IdentityFact, identity);
        }
        else if (table.Fact(IdentityFact) != identity)
        {
            database.Dispose();
            return null;
        }

        return new InsightSidecar(database, table, isKept: true);
    }

    private static InsightSidecar Renew(string path, string identity)
    {
        File.Delete(path);
        File.Delete(path + ".wal");
        return TryOpen(path, identity)!;
    }

    private static ulong Hash(string text) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text));

    private static ulong Ends(string path)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var hash = new XxHash3();
        var buffer = new byte[HashedBytes];
        hash.Append(buffer.AsSpan(0, RandomAccess.Read(file, buffer, 0)));
        hash.Append(buffer.AsSpan(0, RandomAccess.Read(file, buffer, Math.Max(0, RandomAccess.GetLength(file) - HashedBytes))));
        return hash.GetCurrentHashAsUInt64();
    }
}
