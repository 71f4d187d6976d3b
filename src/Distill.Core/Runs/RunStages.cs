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

    /// <summary>The teacher fills up thin classes of the training set; only in runs that ask for it.</summary>
    public const string Augment = "augment";

    /// <summary>The candidates are fine-tuned.</summary>
    public const string Train = "train";

    /// <summary>The students answer the test set.</summary>
    public const string Evaluate = "evaluate";

    /// <summary>The judge scores the answers.</summary>
    public const string Judge = "judge";

    /// <summary>The measurements become a decision and a report.</summary>
    public const string Report = "report";

    /// <summary>An evaluation set is held against the training sets, and the answers are put side by side.</summary>
    public const string Match = "match";

    /// <summary>Logs and feedback of a turn of the flywheel are joined.</summary>
    public const string Join = "join";

    /// <summary>Replies are sorted into low, liked and the rest.</summary>
    public const string Select = "select";

    /// <summary>Better answers are drafted, and people decide.</summary>
    public const string Annotate = "annotate";

    /// <summary>New rows and the replay mix become training sets.</summary>
    public const string Mix = "mix";

    /// <summary>The challenger takes the alias over, step by step.</summary>
    public const string Rollout = "rollout";

    /// <summary>All of a distillation, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Prepare, Import, Teacher, Clean, Split, Augment, Train, Evaluate, Judge, Report];

    /// <summary>All of an evaluation, in order.</summary>
    public static IReadOnlyList<string> Evaluation { get; } = [Prepare, Import, Evaluate, Match, Judge, Report];

    /// <summary>All of a turn of the flywheel, in order.</summary>
    public static IReadOnlyList<string> Flywheel { get; } =
    [Prepare, Join, Select, Annotate, Mix, Train, Import, Evaluate, Match, Judge, Rollout, Report];
}
