namespace Distill.Cli.Progress;

/// <summary>A stage of a run.</summary>
/// <param name="Key">As the run record names it.</param>
/// <param name="Title">As people read it.</param>
internal sealed record Stage(string Key, string Title);
