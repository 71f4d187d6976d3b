using Distill.Core.Inference.Journal;
using Distill.Core.Inference.Pacing;
using Distill.Core.Samples;

namespace Distill.Providers.Inference;

/// <summary>One distinct call of a shard that the model has to be asked for. Owned by one worker at a time.</summary>
internal sealed class PendingCall(string key, int order, IReadOnlyList<Message> messages)
{
    public static IComparer<PendingCall> MostFailuresFirst { get; } =
        Comparer<PendingCall>.Create(
            (left, right) => left.Failures != right.Failures ? right.Failures.CompareTo(left.Failures) : left._order.CompareTo(right._order)
        );

    private readonly int _order = order;

    public string Key { get; } = key;

    public IReadOnlyList<Message> Messages { get; } = messages;

    /// <summary>Ids of the records that ask for it: more than one for exact duplicates. Complete before the first worker takes the call.</summary>
    public List<string> Records { get; } = [];

    public int InputEstimate { get; } = TokenEstimate.OfInput(messages);

    /// <summary>Attempts that ended in a server error, a time-out or a lost connection.</summary>
    public int Failures { get; set; }

    /// <summary>Attempts that were answered with 429.</summary>
    public int Throttles { get; set; }

    /// <summary>Attempts in a row that made no connection.</summary>
    public int ConnectFailures { get; set; }

    /// <summary>The end of it: null until then, and for good when the shard is stopped before.</summary>
    public JournalEntry? Settled { get; set; }
}
