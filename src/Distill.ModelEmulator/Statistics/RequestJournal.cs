using System.Globalization;
using System.Text;
using Distill.ModelEmulator.Persistence;

namespace Distill.ModelEmulator.Statistics;

/// <summary>Counts requests by model, across restarts. Thread-safe.</summary>
/// <remarks>
/// One line a request, written when it has ended and before the next is counted: <c>outcome TAB prompt hash TAB model</c>. A line cut by a kill is dropped
/// on opening. A request in flight at a kill is not counted, as it was not answered.
/// </remarks>
internal sealed class RequestJournal : IDisposable
{
    private readonly Dictionary<string, ModelCounts> models = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly FileStream? log;

    /// <summary>Opens the journal of a store.</summary>
    public RequestJournal(IEmulatorStore store)
    {
        log = store.OpenLog("requests.log");
        if (log is not null)
        {
            Replay(log);
        }
    }

    /// <summary>Counts a request that has ended.</summary>
    public void Add(string model, UInt128 prompt, Outcome outcome)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{(int)outcome}\t{prompt:x32}\t{model}\n");
        lock (gate)
        {
            log?.Write(Encoding.UTF8.GetBytes(line));
            CountsOf(model).Add(prompt, outcome);
        }
    }

    /// <summary>The counts by model.</summary>
    public SortedDictionary<string, object> Read()
    {
        lock (gate)
        {
            return new SortedDictionary<string, object>(
                models.ToDictionary(pair => pair.Key, pair => pair.Value.ToBody()),
                StringComparer.Ordinal
            );
        }
    }

    /// <summary>Requests of a model that have ended.</summary>
    public long Requests(string model)
    {
        lock (gate)
        {
            return models.TryGetValue(model, out var counts) ? counts.Requests : 0;
        }
    }

    /// <inheritdoc />
    public void Dispose() => log?.Dispose();

    private void Replay(FileStream stream)
    {
        stream.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        var content = reader.ReadToEnd();
        var whole = content.LastIndexOf('\n') + 1;
        foreach (var line in content[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split('\t', 3);
            if (parts.Length == 3 && int.TryParse(parts[0], out var outcome) && Enum.IsDefined((Outcome)outcome))
            {
                CountsOf(parts[2]).Add(UInt128.Parse(parts[1], NumberStyles.HexNumber), (Outcome)outcome);
            }
        }

        stream.SetLength(Encoding.UTF8.GetByteCount(content.AsSpan(0, whole)));
        stream.Seek(0, SeekOrigin.End);
    }

    private ModelCounts CountsOf(string model)
    {
        if (!models.TryGetValue(model, out var counts))
        {
            models[model] = counts = new ModelCounts();
        }

        return counts;
    }
}
