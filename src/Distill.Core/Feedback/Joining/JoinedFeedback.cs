using Distill.Core.Feedback.Folding;

namespace Distill.Core.Feedback.Joining;

/// <summary>The feedback side of a join, in memory: folds by answer, and which answers no log has shown yet.</summary>
internal sealed class JoinedFeedback
{
    private readonly FeedbackIndex _index = new();
    private readonly HashSet<string> _expected = new(StringComparer.Ordinal);
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly HashSet<DateTimeOffset> _lateHours = [];

    public long Events => _index.Events;

    public long Repeated => _index.Repeated;

    public long Unknown => _expected.Count - _found.Count;

    /// <summary>Hours in which late answers may be logged, in order.</summary>
    public IEnumerable<DateTimeOffset> LateHours => _lateHours.Order();

    /// <summary>Takes an event in unless a later turn does.</summary>
    public void Add(FeedbackEvent item, DateTimeOffset fileHour, JoinScope scope)
    {
        if (scope.IsTooLate(item, fileHour))
        {
            return;
        }

        _index.Add(item);
        if (!scope.IsNew(item, fileHour))
        {
            return;
        }

        _expected.Add(item.Asid);
        if (scope.LateAnswer(item.Asid) is { } time)
        {
            _lateHours.UnionWith(JoinScope.HoursOf(time));
        }
    }

    /// <summary>True for an answer that a new event is about. Any thread may ask once all events are in.</summary>
    public bool IsExpected(string asid) => _expected.Contains(asid);

    /// <summary>What is known of an answer; null when nothing is. Any thread may ask once all events are in.</summary>
    public FeedbackFold? Find(string asid) => _index.Find(asid);

    /// <summary>Notes that the log of an answer was found.</summary>
    public void Found(string asid)
    {
        if (_expected.Contains(asid))
        {
            _found.Add(asid);
        }
    }
}
