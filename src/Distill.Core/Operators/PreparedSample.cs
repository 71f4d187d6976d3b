using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary>A sample on its way through a pass: what could be done with it alone is done. Made by <see cref="CleaningRun.Prepare"/>.</summary>
public readonly struct PreparedSample
{
    internal PreparedSample(Sample sample, int reached, ulong changed, Drop? drop, object?[]? keys)
    {
        Sample = sample;
        Reached = reached;
        Changed = changed;
        Drop = drop;
        Keys = keys;
    }

    /// <summary>The sample as the mappers left it.</summary>
    public Sample Sample { get; }

    /// <summary>True while nothing has dropped it.</summary>
    public bool MayBeKept => Drop is null;

    /// <summary>Operators that have had it; the last of them dropped it when <see cref="Drop"/> is not null.</summary>
    internal int Reached { get; }

    /// <summary>A bit for each of those that changed it.</summary>
    internal ulong Changed { get; }

    internal Drop? Drop { get; }

    /// <summary>What the deduplicators that follow have prepared.</summary>
    internal object?[]? Keys { get; }
}
