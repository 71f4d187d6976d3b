namespace Distill.Cli.Progress;

/// <summary>Where a stage stands.</summary>
internal enum StageState
{
    /// <summary>Not begun.</summary>
    Waiting,

    /// <summary>At work.</summary>
    Active,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Ended the run.</summary>
    Failed,
}
