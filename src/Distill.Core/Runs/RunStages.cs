namespace Distill.Core.Runs;

/// <summary>The stages of a distillation run, as <see cref="RunRecord.Stage"/> names them.</summary>
public static class RunStages
{
    /// <summary>Spec and models are checked; nothing is paid.</summary>
    public const string Prepare = "prepare";

    /// <summary>The source becomes a dataset.</summary>
    public const string Import = "import";

    /// <summary>The teacher answers the prompts.</summary>
    public const string Teacher = "teacher";

    /// <summary>The recipe cleans the answers.</summary>
    public const string Clean = "clean";

    /// <summary>Training, validation and test set are made and exported.</summary>
    public const string Split = "split";

    /// <summary>The candidates are fine-tuned.</summary>
    public const string Train = "train";

    /// <summary>The students answer the test set.</summary>
    public const string Evaluate = "evaluate";

    /// <summary>The judge scores the answers.</summary>
    public const string Judge = "judge";

    /// <summary>The measurements become a decision and a report.</summary>
    public const string Report = "report";

    /// <summary>All, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Prepare, Import, Teacher, Clean, Split, Train, Evaluate, Judge, Report];
}
