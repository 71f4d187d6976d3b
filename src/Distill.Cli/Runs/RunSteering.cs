namespace Distill.Cli.Runs;

/// <summary>What a person can do to a run.</summary>
internal enum RunSteering
{
    /// <summary>End it; what was paid stays paid and kept.</summary>
    Cancel,

    /// <summary>Hold it: work in flight ends, no new work begins.</summary>
    Suspend,

    /// <summary>Let a held run go on.</summary>
    Resume,
}
