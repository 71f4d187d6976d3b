namespace Distill.Core.Privacy;

/// <summary>What was forgotten of whom: what, where, how much, and which models learned from it. Holds no text of a person and no key.</summary>
public sealed record ForgetReceipt
{
    /// <summary>Its id, made of whom it is about: <c>user-{hash}</c>, or <c>asid-{hash of the asid}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>True when this only says what would be forgotten.</summary>
    public bool DryRun { get; init; }

    /// <summary>When it was first asked for.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When everything below was gone; null while it is not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Lines by file of the inference log.</summary>
    public IReadOnlyDictionary<string, long> Logs { get; init; } = new Dictionary<string, long>();

    /// <summary>Lines by file of the feedback log.</summary>
    public IReadOnlyDictionary<string, long> Feedback { get; init; } = new Dictionary<string, long>();

    /// <summary>Datasets that held rows.</summary>
    public IReadOnlyList<ForgottenRows> Datasets { get; init; } = [];

    /// <summary>Other files that held records, entries or examples: uploads, sources, exports, and what runs keep.</summary>
    public IReadOnlyList<ForgottenFile> Files { get; init; } = [];

    /// <summary>Answers of the cross-run cache that only such rows have asked for.</summary>
    public long CachedAnswers { get; init; }

    /// <summary>Annotation tasks, as <c>project/id</c>.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>Versions that were trained on such a dataset, or on from such a version. What they learned is not taken out of them: retrain, or stop using them.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>
    /// What had to stay for now: log files that a gateway is writing to, which end with the hour, files that were being written, and <c>run {id}</c>, a run at work on such rows, with the datasets
    /// and files that it may read. Ask again when they have ended.
    /// </summary>
    public IReadOnlyList<string> Pending { get; init; } = [];

    /// <summary>Ids that the work goes by while it is not complete; empty afterwards.</summary>
    public IReadOnlyList<string> Working { get; init; } = [];

    /// <summary>Both together: what was found now, and what an earlier attempt had found.</summary>
    internal ForgetReceipt Add(ForgetReceipt earlier) =>
        this with
        {
            StartedAt = earlier.StartedAt,
            Logs = Sum(Logs, earlier.Logs),
            Feedback = Sum(Feedback, earlier.Feedback),
            Files = [.. earlier.Files.Concat(Files).GroupBy(file => file.Path, StringComparer.Ordinal).Select(Most)],
            CachedAnswers = Math.Max(CachedAnswers, earlier.CachedAnswers),
            Datasets = [.. earlier.Datasets.Concat(Datasets).DistinctBy(item => item.Dataset)],
            Tasks = [.. earlier.Tasks.Union(Tasks)],
            Models = [.. earlier.Models.Union(Models)],
        };

    private static ForgottenFile Most(IEnumerable<ForgottenFile> finds) => finds.MaxBy(file => file.Rows)!;

    private static Dictionary<string, long> Sum(IReadOnlyDictionary<string, long> now, IReadOnlyDictionary<string, long> earlier)
    {
        var sum = new Dictionary<string, long>(earlier, StringComparer.Ordinal);
        foreach (var (path, lines) in now)
        {
            sum[path] = Math.Max(lines, sum.GetValueOrDefault(path));
        }

        return sum;
    }
}
