namespace Distill.Providers.Inference;

/// <summary>How many tokens the next answer will have: a moving average of the answers so far. Thread-safe; a lost update only delays it.</summary>
internal sealed class OutputEstimate(int? most)
{
    private const int First = 256;
    private const double Weight = 0.1;

    private double _average = Math.Min(First, most ?? First);

    public int Tokens => (int)Math.Ceiling(Volatile.Read(ref _average));

    public void Learn(int tokens) => Volatile.Write(ref _average, ((1 - Weight) * Volatile.Read(ref _average)) + (Weight * tokens));
}
