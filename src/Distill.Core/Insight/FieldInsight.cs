namespace Distill.Core.Insight;

/// <summary>What a field holds over many samples.</summary>
/// <param name="Name">The field.</param>
/// <param name="IsTime">True when its numbers are milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Records">Samples looked at.</param>
/// <param name="Missing">Samples without the field.</param>
/// <param name="Numbers">Its numbers; null when it has none.</param>
/// <param name="Values">Its texts, and its numbers when they take few values; null when it has neither.</param>
public sealed record FieldInsight(string Name, bool IsTime, long Records, long Missing, NumberInsight? Numbers, ValueInsight? Values);
