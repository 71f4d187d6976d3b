namespace Distill.Core.Training;

/// <summary>Something that happened in a job.</summary>
/// <param name="Time">When.</param>
/// <param name="Level"><c>info</c>, <c>warn</c> or <c>error</c>.</param>
/// <param name="Message">What.</param>
public sealed record FineTuningEvent(DateTimeOffset Time, string Level, string Message);
