namespace Microsoft.DurableTask.Client;

/// <summary>What a purge did.</summary>
public class PurgeResult
{
    /// <summary>Makes a result.</summary>
    /// <param name="count">Instances purged.</param>
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    /// <summary>Makes a result.</summary>
    /// <param name="count">Instances purged.</param>
    /// <param name="isComplete">False when more are left; null when unknown.</param>
    public PurgeResult(int count, bool? isComplete)
        : this(count)
    {
        IsComplete = isComplete;
    }

    /// <summary>Instances purged.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>False when more are left; null when unknown.</summary>
    public bool? IsComplete { get; }
}
