using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Distill.Core.Annotation;
using Distill.Core.Datasets;
using Distill.Core.Storage;

namespace Distill.Core.Privacy;

/// <summary>
/// Forgets a user, or one exchange: lines of logs and feedback, rows of datasets, of files that people brought and that runs wrote, answers in journals and cache, annotation tasks; names the models
/// that learned from them. Thread-safe.
/// </summary>
/// <remarks>
/// What was found is in the receipt (<c>privacy/{id}.json</c>) before anything is deleted, so that a repetition after a crash goes on with it. Files go before logs and datasets: rows lead to what was
/// made of them, not the other way. Asked again later, it also forgets what came since.
/// </remarks>
/// <param name="blobs">Logs, shards and receipts.</param>
/// <param name="datasets">The catalogue of datasets.</param>
/// <param name="annotations">The tasks.</param>
/// <param name="models">The registry.</param>
/// <param name="runs">The runs: those at work are not disturbed.</param>
/// <param name="cache">The answers across runs.</param>
/// <param name="library">Makes versions of datasets.</param>
/// <param name="time">Dates receipts.</param>
public sealed class Forgetting(
    IBlobStore blobs,
    IDatasetStore datasets,
    IAnnotationStore annotations,
    IModelRegistry models,
    IRunStore runs,
    IResponseCache cache,
    DatasetLibrary library,
    TimeProvider time
)
{
    /// <summary>Container of the receipts.</summary>
    public const string Container = "privacy";

    private const string Logs = "logs";
    private const string Feedback = "feedback";
    private const string RunAtWork = "run ";
    private const int ShortHash = 8;

    private readonly LogForgetting _logs = new(blobs);
    private readonly ForgettingFiles _files = new(blobs, cache);
    private readonly LearnedModels _learned = new(datasets, models);
    private readonly ReadingRuns _reading = new(runs, blobs);
    private readonly DatasetForgetting _datasets = new(blobs, datasets, library);

    /// <summary>Forgets a user.</summary>
    /// <param name="userHash">Hash of the user's key as the gateway logs it.</param>
    /// <param name="dryRun">True to say only what would be forgotten.</param>
    /// <param name="userKey">The key itself, by which files that people brought may name the user; kept nowhere. Null looks for the hash alone.</param>
    /// <param name="cancellationToken">Stops; asking again goes on.</param>
    public Task<ForgetReceipt> UserAsync(
        string userHash,
        bool dryRun,
        string? userKey = null,
        CancellationToken cancellationToken = default
    ) => ForgetAsync($"user-{userHash}", earlier => new Person(userHash, earlier, userKey), dryRun, cancellationToken);

    /// <summary>Forgets one exchange.</summary>
    /// <param name="asid">Id of the answer.</param>
    /// <param name="dryRun">True to say only what would be forgotten.</param>
    /// <param name="cancellationToken">Stops; asking again goes on.</param>
    public Task<ForgetReceipt> ExchangeAsync(string asid, bool dryRun, CancellationToken cancellationToken = default) =>
        ForgetAsync($"asid-{Hash(asid)}", earlier => new Person(null, [asid, .. earlier]), dryRun, cancellationToken);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    private static string PathOf(string id) => $"{Container}/{id}.json";

    private async Task<ForgetReceipt> ForgetAsync(
        string id,
        Func<IEnumerable<string>, Person> personOf,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var earlier = await ReadAsync(id, cancellationToken);
        var person = personOf(earlier?.Working ?? []);
        var (receipt, answers) = await SearchAsync(id, person, cancellationToken);
        if (dryRun)
        {
            return receipt with { DryRun = true };
        }

        var found = receipt;
        receipt = earlier is null ? receipt : receipt.Add(earlier);
        receipt = receipt with { Working = [.. person.Asids] };
        await WriteAsync(receipt, cancellationToken);
        var pending = await RemoveAsync(receipt, found, answers, person, cancellationToken);
        // A file that is still written to may hold lines that only the ids lead to.
        receipt = receipt with
        {
            Pending = pending,
            Working = pending.Count == 0 ? [] : receipt.Working,
            CompletedAt = pending.Count == 0 ? time.GetUtcNow() : null,
        };
        await WriteAsync(receipt, cancellationToken);
        return receipt;
    }

    private async Task<(ForgetReceipt Receipt, IReadOnlyList<string> Answers)> SearchAsync(
        string id,
        Person person,
        CancellationToken cancellationToken
    )
    {
        var (logs, openLogs) = await _logs.FindAsync(Logs, person, cancellationToken);
        var suffix = $"f{Hash($"{id}\n{time.GetUtcNow():O}")[..ShortHash]}";
        var rows = await _datasets.FindAsync(person, suffix, cancellationToken);
        var known = person.Asids.Count;
        var brought = await _files.FindBroughtAsync(person, cancellationToken);
        if (person.Asids.Count > known)
        {
            // A file may name the person where the rows that were made of it do not.
            rows = await _datasets.FindAsync(person, suffix, cancellationToken);
        }

        var (feedback, openFeedback) = await _logs.FindAsync(Feedback, person, cancellationToken);
        var (made, answers) = await _files.FindMadeAsync(person, cancellationToken);
        IReadOnlyList<ForgottenFile> files = [.. brought, .. made];
        var reading = await _reading.FindAsync(
            await NamesAsync(rows, cancellationToken),
            [.. files.Select(file => file.Path)],
            cancellationToken
        );
        var receipt = new ForgetReceipt
        {
            Id = id,
            StartedAt = time.GetUtcNow(),
            Logs = logs,
            Feedback = feedback,
            Datasets = rows,
            Files = files,
            CachedAnswers = answers.Count,
            Tasks = await FindTasksAsync(person, cancellationToken),
            Models = await _learned.FindAsync(rows, cancellationToken),
            Pending = [.. openLogs, .. openFeedback, .. reading.Select(run => RunAtWork + run)],
        };
        return (receipt, answers);
    }

    // A spec names a dataset by id or by name.
    private async Task<IReadOnlyCollection<string>> NamesAsync(IReadOnlyList<ForgottenRows> rows, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in rows)
        {
            names.Add(item.Dataset);
            if (await datasets.FindAsync(item.Dataset, cancellationToken) is { } manifest)
            {
                names.Add(manifest.Name);
            }
        }

        return names;
    }

    private async Task<List<string>> FindTasksAsync(Person person, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        var projects = await annotations.ListProjectsAsync(cancellationToken).ToListAsync(cancellationToken);
        foreach (var project in projects)
        {
            var all = annotations.ListTasksAsync(project.Id, new TaskQuery { WithContent = true }, cancellationToken);
            found.AddRange(await all.Where(person.Owns).Select(task => $"{project.Id}/{task.Id}").ToListAsync(cancellationToken));
        }

        return found;
    }

    private async Task<List<string>> RemoveAsync(
        ForgetReceipt receipt,
        ForgetReceipt found,
        IReadOnlyList<string> answers,
        Person person,
        CancellationToken cancellationToken
    )
    {
        var pending = found.Pending.Where(item => item.StartsWith(RunAtWork, StringComparison.Ordinal)).ToList();
        var isDisturbing = pending.Count > 0;
        if (!isDisturbing)
        {
            await _files.RemoveAnswersAsync(answers, cancellationToken);
        }

        // While a run is at work, only what no run reads.
        foreach (var file in found.Files.Where(file => !isDisturbing || file.Change == ForgottenChange.Moved))
        {
            pending.AddRange(await _files.RemoveAsync(file, person, cancellationToken) ? [] : [file.Path]);
        }

        foreach (var path in receipt.Logs.Keys.Concat(receipt.Feedback.Keys))
        {
            pending.AddRange(await _logs.RemoveAsync(path, person, cancellationToken) ? [] : [path]);
        }

        if (!isDisturbing)
        {
            await _datasets.RemoveAsync(receipt.Datasets, person, cancellationToken);
        }

        foreach (var task in receipt.Tasks)
        {
            var (project, id) = (task[..task.LastIndexOf('/')], task[(task.LastIndexOf('/') + 1)..]);
            await annotations.DeleteTaskAsync(project, id, cancellationToken);
        }

        return pending;
    }

    private async Task<ForgetReceipt?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(PathOf(id), cancellationToken) is null)
        {
            return null;
        }

        await using var stream = await blobs.OpenReadAsync(PathOf(id), cancellationToken: cancellationToken);
        return await JsonSerializer.DeserializeAsync<ForgetReceipt>(stream, StorageJson.Options, cancellationToken);
    }

    private async Task WriteAsync(ForgetReceipt receipt, CancellationToken cancellationToken)
    {
        await using var write = await blobs.CreateAsync(PathOf(receipt.Id), cancellationToken: cancellationToken);
        await JsonSerializer.SerializeAsync(write.Content, receipt, StorageJson.Options, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
