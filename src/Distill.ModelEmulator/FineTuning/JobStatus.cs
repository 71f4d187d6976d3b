namespace Distill.ModelEmulator.FineTuning;

/// <summary>The states of a job, in OpenAI's words.</summary>
internal static class JobStatus
{
    /// <summary>Its files are being checked.</summary>
    public const string ValidatingFiles = "validating_files";

    /// <summary>It waits for a place to train.</summary>
    public const string Queued = "queued";

    /// <summary>It trains.</summary>
    public const string Running = "running";

    /// <summary>Its model can be used.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>It came to nothing; its error says why.</summary>
    public const string Failed = "failed";

    /// <summary>A client stopped it.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>True when the state will not change any more.</summary>
    public static bool IsFinal(string status) => status is Succeeded or Failed or Cancelled;
}
