namespace Distill.LocalHost.Engine.Instances;

/// <summary>What can happen to an instance's status.</summary>
public enum InstanceChange
{
    /// <summary>Its orchestrator ran for the first time.</summary>
    Start,

    /// <summary>Its orchestrator ended well.</summary>
    Complete,

    /// <summary>Its orchestrator failed.</summary>
    Fail,

    /// <summary>Its orchestrator asked to start anew.</summary>
    ContinueAsNew,

    /// <summary>A client or its parent ended it.</summary>
    Terminate,

    /// <summary>A client holds it.</summary>
    Suspend,

    /// <summary>A client lets it go on.</summary>
    Resume,
}
