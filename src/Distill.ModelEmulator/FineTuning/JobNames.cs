namespace Distill.ModelEmulator.FineTuning;

/// <summary>Names that follow from a job, so that a job that is run again after a crash ends with the same ones.</summary>
internal static class JobNames
{
    /// <summary>Short form of a job's id.</summary>
    public static string Short(string jobId) => jobId["ftjob-".Length..][..12];

    /// <summary><c>ft:&lt;base&gt;:distill:&lt;suffix&gt;:&lt;id&gt;</c>; a model that was trained further is called after the same base.</summary>
    public static string Model(FineTuningJob job) => $"ft:{Base(job.Model)}:{job.OrganizationId}:{job.UserProvidedSuffix}:{Short(job.Id)}";

    /// <summary>The model of a step.</summary>
    public static string Checkpoint(FineTuningJob job, int step) => $"{Model(job)}:ckpt-step-{step}";

    private static string Base(string model) => model.Split(':') is ["ft", var student, ..] ? student : model;
}
