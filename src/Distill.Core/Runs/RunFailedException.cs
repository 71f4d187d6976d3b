namespace Distill.Core.Runs;

/// <summary>A run cannot go on, and no retry would help: bad data, a passed budget, a spec that does not fit the host.</summary>
/// <param name="message">What happened, where, and the remedy; it becomes the run's <see cref="RunRecord.Error"/>.</param>
/// <param name="inner">The cause.</param>
public sealed class RunFailedException(string message, Exception? inner = null) : Exception(message, inner);
