namespace Distill.Core.Insight;

/// <summary>A field within a group.</summary>
/// <param name="Name">The field.</param>
/// <param name="Missing">Samples without it.</param>
/// <param name="Mean">Mean of its numbers; null without any.</param>
/// <param name="Median">Their median.</param>
/// <param name="P95">Their 95th percentile.</param>
/// <param name="TopValue">Its most frequent text; null without any.</param>
/// <param name="TopCount">How often that occurs.</param>
public sealed record GroupField(string Name, long Missing, double? Mean, double? Median, double? P95, string? TopValue, long TopCount);
