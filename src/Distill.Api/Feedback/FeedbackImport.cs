using Distill.Api.Problems;
using Distill.Core.Feedback;

namespace Distill.Api.Feedback;

/// <summary>What became of a file of events. Not thread-safe.</summary>
public sealed class FeedbackImport
{
    private readonly List<FieldError> _errors = [];

    /// <summary>Rows that were new and are kept.</summary>
    public long Accepted { get; private set; }

    /// <summary>Rows that had come before.</summary>
    public long Known { get; private set; }

    /// <summary>Rows that are wrong.</summary>
    public long Rejected { get; private set; }

    /// <summary>What is wrong with them, as far as it is shown.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    internal void Count(bool isNew)
    {
        Accepted += isNew ? 1 : 0;
        Known += isNew ? 0 : 1;
    }

    internal void Reject(long line, IReadOnlyList<FeedbackFault> faults, int shown)
    {
        Rejected++;
        if (_errors.Count < shown)
        {
            _errors.AddRange(faults.Select(fault => new FieldError(fault.Field, line, null, fault.Message, null)));
        }
    }
}
