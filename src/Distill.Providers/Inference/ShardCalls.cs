using Distill.Core.Inference;
using Distill.Core.Inference.Journal;

namespace Distill.Providers.Inference;

/// <summary>The calls of a shard by identity: what was settled before, and what the model has to be asked for.</summary>
internal sealed class ShardCalls
{
    private readonly IReadOnlyList<ChatCall> _calls;
    private readonly string[] _keys;
    private readonly Dictionary<string, PendingCall> _pending;
    private readonly Dictionary<string, JournalEntry> _settled = new(StringComparer.Ordinal);
    private readonly int _distinct;
    private int _journaled;
    private int _cached;

    public ShardCalls(ShardInferenceRequest request, IReadOnlyList<ChatCall> calls)
    {
        _calls = calls;
        _keys = new string[calls.Count];
        _pending = new Dictionary<string, PendingCall>(calls.Count, StringComparer.Ordinal);
        for (var i = 0; i < calls.Count; i++)
        {
            _keys[i] = CallIdentity.Of(request.Model, request.Parameters, calls[i]);
            if (!_pending.TryGetValue(_keys[i], out var pending))
            {
                _pending[_keys[i]] = pending = new PendingCall(_keys[i], i, calls[i].Messages);
            }

            pending.Records.Add(calls[i].RecordId);
        }

        _distinct = _pending.Count;
    }

    /// <summary>Distinct calls that are not settled yet, by key, in the order of the shard.</summary>
    public IReadOnlyDictionary<string, PendingCall> Pending => _pending;

    /// <summary>Takes what this run has settled before; its answers are counted as paid.</summary>
    public void TakeJournal(JournalContents journal, UsageMeter usage)
    {
        foreach (var (key, entry) in journal.Entries)
        {
            if (_pending.Remove(key))
            {
                _settled.Add(key, entry);
                _journaled++;
                if (entry.Answer is { } answer)
                {
                    usage.CountPaid(answer);
                }
            }
        }
    }

    /// <summary>Takes answers of other runs.</summary>
    public void TakeCache(IReadOnlyDictionary<string, ChatAnswer> answers)
    {
        foreach (var (key, answer) in answers)
        {
            if (_pending.Remove(key))
            {
                _settled.Add(key, JournalEntry.Of(answer));
                _cached++;
            }
        }
    }

    /// <summary>The answers of this run that other runs may use: all that did not come from the cache, and that the provider did not cut.</summary>
    public List<ChatAnswer> Shareable(IReadOnlyDictionary<string, ChatAnswer> cached) =>
        [
            .. Entries()
                .Where(entry => entry is { Answer: not null, Refused: null } && !cached.ContainsKey(entry.Key))
                .Select(entry => entry.Answer!),
        ];

    /// <summary>The end: each call with its answer or refusal.</summary>
    public ShardInferenceResult ToResult(UsageMeter usage)
    {
        var entries = Entries().ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        var answers = new Dictionary<(string, int), ChatAnswer>(_calls.Count);
        var refusals = new Dictionary<(string, int), CallRefusal>();
        for (var i = 0; i < _calls.Count; i++)
        {
            var entry = entries[_keys[i]];
            if (entry.Refused is { } refusal)
            {
                refusals.Add((_calls[i].RecordId, _calls[i].SampleIndex), refusal);
            }
            else
            {
                answers.Add((_calls[i].RecordId, _calls[i].SampleIndex), entry.Answer!);
            }
        }

        var total = usage.Total() with
        {
            Calls = _calls.Count,
            Journaled = _journaled,
            CacheHits = _cached,
            Shared = _calls.Count - _distinct,
            Refused = refusals.Count,
        };
        return new ShardInferenceResult(answers, refusals, total);
    }

    private IEnumerable<JournalEntry> Entries() =>
        _settled.Values.Concat(_pending.Values.Select(call => call.Settled).OfType<JournalEntry>());
}
