namespace Distill.Cli.CommandLine;

/// <summary>What <c>distill</c> tells the shell. Scripts rely on it: nothing else is ever returned.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The work was begun and failed, was cancelled, or was interrupted.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or input: nothing was begun, nothing was paid.</summary>
    public const int Usage = 2;
}
