using Distill.Core.Datasets;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Statistics;

namespace Distill.Core.Judging.Verdicts;

/// <summary>Counts the verdicts of a file, line by line. Not thread-safe.</summary>
/// <remarks>The lines of a pair may stand anywhere in the file, so each pair is remembered: some 200 bytes, whatever the size of its texts.</remarks>
/// <param name="options">How the file was read.</param>
public sealed class VerdictTally(VerdictFileOptions? options = null)
{
    // Below this a file of verdicts by model, read as by place, or the reverse, is likelier than a judge that contradicts itself so often.
    private const double Suspicious = 0.5;

    private readonly VerdictFileOptions _options = options ?? new VerdictFileOptions();
    private readonly Dictionary<(string Judge, string Dimension, string Id), VerdictPair> _pairs = [];
    private readonly SortedDictionary<string, long> _rejected = new(StringComparer.Ordinal);
    private long _verdicts;
    private long _repeated;
    private long _contradicting;

    /// <summary>Takes a line in.</summary>
    public void Add(VerdictLine line)
    {
        if (line.Reject is { } reject)
        {
            Add(reject);
        }

        if (line.Record is { } record)
        {
            Add(record);
        }
    }

    /// <summary>Takes a verdict in.</summary>
    public void Add(VerdictRecord record)
    {
        _verdicts++;
        var key = (record.Judge, record.Dimension, record.Id);
        if (!_pairs.TryGetValue(key, out var pair))
        {
            _pairs[key] = pair = new VerdictPair(record);
        }

        _contradicting += pair.Add(record, out var repeated) ? 0 : 1;
        _repeated += repeated ? 1 : 0;
    }

    /// <summary>The figures of what was taken in so far.</summary>
    public VerdictSummary Summarize()
    {
        var judged = _pairs
            .GroupBy(pair => (pair.Key.Judge, pair.Key.Dimension), pair => pair.Value)
            .OrderBy(group => group.Key.Judge, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Dimension, StringComparer.Ordinal)
            .ToList();
        return new VerdictSummary
        {
            Verdicts = _verdicts,
            Rejected = _rejected,
            Repeated = _repeated,
            Contradicting = _contradicting,
            Groups = [.. judged.SelectMany(group => Slices(group.Key.Judge, group.Key.Dimension, [.. group]))],
            Warnings = [.. judged.Select(group => Warning(group.Key.Judge, [.. group])).OfType<string>()],
        };
    }

    private void Add(Reject reject) => _rejected[reject.Reason] = _rejected.GetValueOrDefault(reject.Reason) + 1;

    private IEnumerable<VerdictGroupSummary> Slices(string judge, string dimension, List<VerdictPair> pairs)
    {
        yield return Summarize(judge, dimension, null, pairs);
        var slices = pairs.Where(pair => pair.Slice is not null).GroupBy(pair => pair.Slice, StringComparer.Ordinal);
        foreach (var slice in slices.OrderBy(slice => slice.Key, StringComparer.Ordinal))
        {
            yield return Summarize(judge, dimension, slice.Key, [.. slice]);
        }
    }

    private VerdictGroupSummary Summarize(string judge, string dimension, string? slice, List<VerdictPair> pairs)
    {
        var votes = new VerdictVotes(_options.Combination);
        var single = default(GsbCounts);
        foreach (var pair in pairs)
        {
            votes.Add(pair);
            single = pair.IsBothOrders ? single : single.Add(pair.Outcome(_options.Combination));
        }

        var both = pairs.Where(pair => pair.IsBothOrders).Select(pair => (pair.Judgement, LengthRelation.Similar));
        return new VerdictGroupSummary
        {
            Judge = judge,
            Dimension = dimension,
            Slice = slice,
            BothOrders = PairSummary.Of(both, _options.Combination),
            OneOrder = single,
            Agreement = votes.Agreements,
            Kappa = votes.Any ? CohenKappa.Of(votes.Confusion) : null,
            KappaBetweenOrders = CohenKappa.Of(votes.BetweenOrders),
            Confusion = votes.Any ? votes.Confusion : [],
            Models = Models(pairs),
        };
    }

    private IReadOnlyList<ModelRecord> Models(List<VerdictPair> pairs)
    {
        var models = new SortedDictionary<string, GsbCounts>(StringComparer.Ordinal);
        foreach (var pair in pairs.Where(pair => pair.Candidate is not null && pair.Baseline is not null))
        {
            var one = default(GsbCounts).Add(pair.Outcome(_options.Combination));
            models[pair.Candidate!] = models.GetValueOrDefault(pair.Candidate!) + one;
            models[pair.Baseline!] = models.GetValueOrDefault(pair.Baseline!) + one.Reverse();
        }

        return
        [
            .. models.Select(model => new ModelRecord(model.Key, model.Value)).OrderByDescending(model => model.Gsb.WinRate?.Value ?? -1),
        ];
    }

    // Over half of the pairs name the same place in both orders: a file read the wrong way round looks like that, and so does a very biased judge.
    private string? Warning(string judge, List<VerdictPair> pairs)
    {
        var valid = pairs.Where(pair => pair.IsBothOrders && pair.Judgement.IsValid).ToList();
        var suspicious = valid.Where(pair => pair.ByPlace && Math.Abs(pair.Judgement.FirstPlaceLean) == 1).ToList();
        if (suspicious.Count <= Suspicious * valid.Count)
        {
            return null;
        }

        var share = $"{Share((double)suspicious.Count / valid.Count)} of the pairs{Of(judge)}";
        return _options.VerdictByModel
            ? $"{share} name another answer when the order is exchanged: perhaps A and B mean places here (leave out verdict-by-model)."
            : $"{share} name the same place in both orders: the judge is biased, or A and B mean models here (then set verdict-by-model).";
    }

    private static string Of(string judge) => judge.Length == 0 ? "" : $" of {judge}";

    private static string Share(double share) => share.ToString("P0", System.Globalization.CultureInfo.InvariantCulture).Replace(" ", "");
}
