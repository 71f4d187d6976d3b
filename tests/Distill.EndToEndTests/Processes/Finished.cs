namespace Distill.EndToEndTests.Processes;

/// <summary>What a finished process said.</summary>
/// <param name="ExitCode">Its exit code; 137 for one that was killed.</param>
/// <param name="Out">Its stdout.</param>
/// <param name="Error">Its stderr.</param>
internal sealed record Finished(int ExitCode, string Out, string Error)
{
    /// <summary>Everything, for messages of failed assertions.</summary>
    public override string ToString() => $"exit code {ExitCode}\n--- stdout\n{Out}\n--- stderr\n{Error}";
}
