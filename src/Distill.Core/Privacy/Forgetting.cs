using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Distill.Core.Annotation;
using Distill.Core.Datasets;
using Distill.Core.Storage;

namespace Distill.Core.Privacy;

/// <summary>Forgets a user, or one exchange: lines of logs and feedback, rows of datasets, annotation tasks; names the models that learned from them. Thread-safe.</summary>
/// <remarks>
/// What was found is in the receipt (<c>privacy/{id}.json</c>) before anything is deleted, so that a repetition after a crash goes on with it. Asked again later, it also forgets what came since.
/// </remarks>
/// <param name="blobs">Logs, shards and receipts.</param>
/// <param name="datasets">The catalogue of datasets.</param>
/// <param name="annotations">The tasks.</param>
/// <param name="models">The registry.</param>
/// <param name="library">Makes versions of datasets.</param>
/// <param name="time">Dates receipts.</param>
public sealed class Forgetting(
    IBlobStore blobs,
    IDatasetStore datasets,
    IAnnotationStore annotations,
    IModelRegistry models,
    DatasetLibrary library,
    TimeProvider time
)
{
    /// <summary>Container of the receipts.</summary>
    public const string Container = "privacy";

    private const string Logs = "logs";
    private const string Feedback = "feedback";
    private const int ShortHash = 8;

    private readonly LogForgetting _logs = new(blobs);
    private readonly DatasetForgetting _datasets = new(blobs, datasets, library);

    /// <summary>Forgets a user.</summary>
    /// <param name="userHash">Hash of the user's key as the gateway logs it.</param>
    /// <param name="dryRun">True to say only what would be forgotten.</param>
    /// <param name="cancellationToken">Stops; asking again goes on.</param>
    public Task<ForgetReceipt> UserAsync(string userHash, bool dryRun, CancellationToken cancellationToken = default) =>
        ForgetAsync($"user-{userHash}", userHash, [], dryRun, cancellationToken);

    /// <summary>Forgets one exchange.</summary>
    /// <param name="asid">Id of the answer.</param>
    /// <param name="dryRun">True to say only what would be forgotten.</param>
    /// <param name="cancellationToken">Stops; asking again goes on.</param>
    public Task<ForgetReceipt> ExchangeAsync(string asid, bool dryRun, CancellationToken cancellationToken = default) =>
        ForgetAsync($"asid-{Hash(asid)}", null, [asid], dryRun, cancellationToken);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    private static string PathOf(string id) => $"{Container}/{id}.json";

    private async Task<ForgetReceipt> ForgetAsync(
        string id,
        string? userHash,
        string[] asids,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var earlier = await ReadAsync(id, cancellationToken);
        var person = new Person(userHash, asids.Concat(earlier?.Working ?? []));
        var receipt = await SearchAsync(id, person, cancellationToken);
        if (dryRun)
        {
            return receipt with { DryRun = true };
        }

        receipt = earlier is null ? receipt : receipt.Add(earlier);
        receipt = receipt with { Working = [.. person.Asids] };
        await WriteAsync(receipt, cancellationToken);
        var pending = await RemoveAsync(receipt, person, cancellationToken);
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

    private async Task<ForgetReceipt> SearchAsync(string id, Person person, CancellationToken cancellationToken)
    {
        var (logs, openLogs) = await _logs.FindAsync(Logs, person, cancellationToken);
        var rows = await _datasets.FindAsync(person, $"f{Hash($"{id}\n{time.GetUtcNow():O}")[..ShortHash]}", cancellationToken);
        var (feedback, openFeedback) = await _logs.FindAsync(Feedback, person, cancellationToken);
        return new ForgetReceipt
        {
            Id = id,
            StartedAt = time.GetUtcNow(),
            Logs = logs,
            Feedback = feedback,
            Datasets = rows,
            Tasks = await FindTasksAsync(person, cancellationToken),
            Models = await FindModelsAsync(rows, cancellationToken),
            Pending = [.. openLogs, .. openFeedback],
        };
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

    // Those that learned from the rows, and those that were trained on from one of them.
    private async Task<List<string>> FindModelsAsync(IReadOnlyList<ForgottenRows> rows, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in rows)
        {
            // A version that somebody else's forgetting made has the rows of the one before it, on which models may have been trained.
            var id = item.Dataset;
            while (id is not null && ids.Add(id))
            {
                var manifest = await datasets.FindAsync(id, cancellationToken);
                id = manifest?.Operation == DatasetForgetting.Operation ? manifest.Parents.FirstOrDefault() : null;
            }
        }

        var all = await models.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var found = all.Where(model => model.Datasets.Any(ids.Contains)).Select(model => model.Id).ToHashSet(StringComparer.Ordinal);
        while (all.Any(model => model.Parent is { } parent && found.Contains(parent) && found.Add(model.Id)))
        {
            // Each round may make another one a descendant.
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    private async Task<List<string>> RemoveAsync(ForgetReceipt receipt, Person person, CancellationToken cancellationToken)
    {
        var pending = new List<string>();
        foreach (var path in receipt.Logs.Keys.Concat(receipt.Feedback.Keys))
        {
            if (!await _logs.RemoveAsync(path, person, cancellationToken))
            {
                pending.Add(path);
            }
        }

        await _datasets.RemoveAsync(receipt.Datasets, person, cancellationToken);
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
