using System.Runtime.CompilerServices;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Core.Annotation;
using Distill.Core.Storage;

namespace Distill.Cli.Annotating;

/// <summary>Annotation in the storage of a home where no host runs.</summary>
internal sealed class StoredAnnotations(IAnnotationStore store, string project, string annotator, TimeProvider time) : IAnnotationClient
{
    private readonly AnnotationDesk _desk = new(store, time);

    /// <inheritdoc />
    public async Task<AnnotationProject?> FindProjectAsync(CancellationToken cancellationToken) =>
        (await store.FindProjectAsync(project, cancellationToken))?.Value;

    /// <inheritdoc />
    public async Task<AnnotationProject> AddProjectAsync(string? guidelines, double doubleShare, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var made = new AnnotationProject
        {
            Id = project,
            Name = project,
            CreatedAt = now,
            DoubleShare = doubleShare,
        };
        if (made.Fault() is { } fault)
        {
            throw CliException.Usage($"the project is not valid: {fault.Field}", remedy: fault.Message);
        }

        try
        {
            made = guidelines is null ? made : made.WithGuidelines(guidelines, annotator, now);
            return (await store.AddProjectAsync(made, cancellationToken)).Value;
        }
        catch (StoreConflictException taken)
        {
            throw CliException.Usage($"there is a project '{project}' already", "--new", "leave --new out", taken);
        }
    }

    /// <inheritdoc />
    public async Task<AnnotationProject> SetGuidelinesAsync(string text, CancellationToken cancellationToken)
    {
        var found = await store.FindProjectAsync(project, cancellationToken) ?? throw UnknownProject.Of(project);
        var changed = found.Value.WithGuidelines(text, annotator, time.GetUtcNow());
        return ReferenceEquals(changed, found.Value)
            ? changed
            : (await store.ReplaceProjectAsync(changed, found.ETag, cancellationToken)).Value;
    }

    /// <inheritdoc />
    public async Task<AddedTasks> AddTasksAsync(Stream lines, string file, CancellationToken cancellationToken)
    {
        var found = await GetProjectAsync(cancellationToken);
        var import = new TaskLines(file);
        var added = 0;
        await foreach (var chunk in import.ReadAsync(lines).Chunk(100).WithCancellation(cancellationToken))
        {
            var now = time.GetUtcNow();
            added += await store.AddTasksAsync([.. chunk.Select(sample => AnnotationTasks.Of(found, sample, now))], cancellationToken);
        }

        return new AddedTasks(added, import.Samples - added, import.Rejects);
    }

    /// <inheritdoc />
    public async Task<AnnotationTask?> NextAsync(bool adjudicate, CancellationToken cancellationToken) =>
        (await _desk.NextAsync(await GetProjectAsync(cancellationToken), annotator, adjudicate, cancellationToken))?.Value;

    /// <inheritdoc />
    public async Task<AnnotationTask> TakeAsync(string task, bool adjudicate, CancellationToken cancellationToken) =>
        Done(await _desk.TakeAsync(await GetProjectAsync(cancellationToken), task, annotator, adjudicate, cancellationToken));

    /// <inheritdoc />
    public async Task<AnnotationTask> DecideAsync(AnnotationTask task, AnnotationChoice choice, CancellationToken cancellationToken)
    {
        var guidelines = (await GetProjectAsync(cancellationToken)).CurrentGuidelines;
        return await ApplyAsync(task, new AnnotationAction.Decide(task.Lease?.Id ?? "", choice, guidelines, annotator), cancellationToken);
    }

    /// <inheritdoc />
    public Task<AnnotationTask> GiveBackAsync(AnnotationTask task, bool forGood, CancellationToken cancellationToken)
    {
        var lease = task.Lease?.Id ?? "";
        return forGood
            ? ApplyAsync(task, new AnnotationAction.Skip(lease, annotator), cancellationToken)
            : ApplyAsync(task, new AnnotationAction.Release(lease, annotator), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<AnnotationTask> UndoAsync(CancellationToken cancellationToken) =>
        Done(await _desk.UndoLastAsync(project, annotator, cancellationToken));

    /// <inheritdoc />
    public async Task<AnnotationFigures> FiguresAsync(CancellationToken cancellationToken) =>
        (await store.TallyAsync(project, null, cancellationToken)).ToFigures();

    /// <inheritdoc />
    public async IAsyncEnumerable<string> ExportAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var task in store.ListTasksAsync(project, TaskQuery.All, cancellationToken))
        {
            foreach (var line in task.IsFinal ? DecisionLine.Of(task) : [])
            {
                yield return line.Write();
            }
        }
    }

    private async Task<AnnotationProject> GetProjectAsync(CancellationToken cancellationToken) =>
        await FindProjectAsync(cancellationToken) ?? throw UnknownProject.Of(project);

    private async Task<AnnotationTask> ApplyAsync(AnnotationTask task, AnnotationAction action, CancellationToken cancellationToken) =>
        Done(await _desk.ApplyAsync(project, task.Id, action, null, cancellationToken));

    private static AnnotationTask Done(DeskAnswer answer) =>
        answer.Refusal is { } refusal
            ? throw new CliException(
                new Failure(
                    refusal.Reason is AnnotationRefusal.NotFound or AnnotationRefusal.InvalidChoice ? ExitCode.Usage : ExitCode.Failed,
                    refusal.Message
                )
            )
            : answer.Task!.Value;
}
