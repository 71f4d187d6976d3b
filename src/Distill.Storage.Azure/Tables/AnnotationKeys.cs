using System.Globalization;
using Distill.Core.Annotation;

namespace Distill.Storage.Azure.Tables;

/// <summary>Keys of the rows of annotation tasks. <see cref="AnnotationRows"/> tells what they hold.</summary>
internal static class AnnotationKeys
{
    /// <summary>Prefix of rows of tasks.</summary>
    public const string Tasks = "task|";

    /// <summary>Prefix of rows of open tasks.</summary>
    public const string Open = "open|";

    /// <summary>Prefix of rows of counters, one a round.</summary>
    public const string Counts = "count|";

    /// <summary>Key of the row that a partition has from when its tasks have rows for what they wait for, who holds them and who decided last, and its rounds counters.</summary>
    public const string Indexed = "indexed|1";

    /// <summary>The first digits of ids, in order: one partition each.</summary>
    public static IEnumerable<string> Partitions(string project) =>
        "0123456789abcdef".Select(digit => $"{TableKeys.Escape(project)}|{digit}");

    /// <summary>The partition of a task.</summary>
    public static string Partition(string project, string id) => $"{TableKeys.Escape(project)}|{id[0]}";

    /// <summary>Key of a task's row.</summary>
    public static string OfTask(string id) => $"{Tasks}{id}";

    /// <summary>Key of the row that a task has while it is open.</summary>
    public static string OfOpen(AnnotationTask task) =>
        string.Create(CultureInfo.InvariantCulture, $"{OpenPrefix(task.Round)}{task.CreatedAt.UtcTicks:D19}|{task.Id}");

    /// <summary>Prefix of the rows of a round's open tasks.</summary>
    public static string OpenPrefix(string round) => $"{Open}{TableKeys.Escape(round)}|";

    /// <summary>Key of the row of a round's counters.</summary>
    public static string OfCounts(string round) => $"{Counts}{TableKeys.Escape(round)}|";

    /// <summary>Prefix of the rows of a task's trail.</summary>
    public static string AuditPrefix(string id) => $"audit|{id}|";

    /// <summary>Prefix of the rows of what waits.</summary>
    public static string WaitPrefix(AnnotationWait wait) => string.Create(CultureInfo.InvariantCulture, $"wait|{(int)wait}|");

    /// <summary>Prefix of the rows of what waits for a second decision after a person's.</summary>
    public static string WaitPrefix(AnnotationWait wait, string notFor) => $"{WaitPrefix(wait)}{TableKeys.Escape(notFor)}|";

    /// <summary>Key of the row by which a waiting task is found; null for one that has ended.</summary>
    public static string? OfWait(AnnotationTask task) =>
        task.WaitsFor() is var wait and not AnnotationWait.None
            ? string.Create(CultureInfo.InvariantCulture, $"{WaitPrefix(wait, task.NotFor())}{task.CreatedAt.UtcTicks:D19}|{task.Id}")
            : null;

    /// <summary>Prefix of the rows of what a person holds.</summary>
    public static string HeldPrefix(string annotator) => $"held|{TableKeys.Escape(annotator)}|";

    /// <summary>Key of the row of a held task; null for another.</summary>
    public static string? OfHeld(AnnotationTask task) => task.Lease is { } lease ? $"{HeldPrefix(lease.Annotator)}{task.Id}" : null;

    /// <summary>Prefix of the rows of what a person decided last, the latest first.</summary>
    public static string DecidedPrefix(string annotator) => $"decided|{TableKeys.Escape(annotator)}|";

    /// <summary>Key of the row of a task's last decision; null for a task without one.</summary>
    public static string? OfDecided(AnnotationTask task) =>
        task.Decisions is [.., var last]
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{DecidedPrefix(last.By)}{DateTime.MaxValue.Ticks - last.Time.UtcTicks:D19}|{task.Id}"
            )
            : null;
}
