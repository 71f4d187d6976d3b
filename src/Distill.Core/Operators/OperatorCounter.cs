namespace Distill.Core.Operators;

/// <summary>What an operator has done so far. Not thread-safe.</summary>
internal sealed class OperatorCounter
{
    public long Seen { get; private set; }

    public long Changed { get; private set; }

    public Dictionary<string, long> Dropped { get; } = new(StringComparer.Ordinal);

    public void Count(bool changed, Drop? drop)
    {
        Seen++;
        Changed += changed ? 1 : 0;
        if (drop is not null)
        {
            Dropped[drop.Reason] = Dropped.GetValueOrDefault(drop.Reason) + 1;
        }
    }
}
