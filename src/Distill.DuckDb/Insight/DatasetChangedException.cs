namespace Distill.DuckDb.Insight;

/// <summary>The data was changed between two readings, so that columns do not fit together.</summary>
public sealed class DatasetChangedException() : Exception("The data was changed while it was read.");
