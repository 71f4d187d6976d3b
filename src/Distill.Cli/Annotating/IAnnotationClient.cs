using Distill.Core.Annotation;

namespace Distill.Cli.Annotating;

/// <summary>One person's work in one project, wherever its tasks are. A refusal is a <see cref="Failures.CliException"/>.</summary>
internal interface IAnnotationClient
{
    /// <summary>The project, or null.</summary>
    Task<AnnotationProject?> FindProjectAsync(CancellationToken cancellationToken);

    /// <summary>Makes the project.</summary>
    /// <param name="guidelines">First version of its guidelines, or null.</param>
    /// <param name="doubleShare">Share of tasks that two people decide.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<AnnotationProject> AddProjectAsync(string? guidelines, double doubleShare, CancellationToken cancellationToken);

    /// <summary>Adds a version of the guidelines.</summary>
    Task<AnnotationProject> SetGuidelinesAsync(string text, CancellationToken cancellationToken);

    /// <summary>Makes tasks of canonical samples, JSON lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="file">Name of their file, for rejects.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<AddedTasks> AddTasksAsync(Stream lines, string file, CancellationToken cancellationToken);

    /// <summary>A task on lease, or null when none waits.</summary>
    Task<AnnotationTask?> NextAsync(bool adjudicate, CancellationToken cancellationToken);

    /// <summary>A certain task on lease.</summary>
    Task<AnnotationTask> TakeAsync(string task, bool adjudicate, CancellationToken cancellationToken);

    /// <summary>Decides on a task that the person has on lease.</summary>
    Task<AnnotationTask> DecideAsync(AnnotationTask task, AnnotationChoice choice, CancellationToken cancellationToken);

    /// <summary>Gives a task back: for good, or for now.</summary>
    Task<AnnotationTask> GiveBackAsync(AnnotationTask task, bool forGood, CancellationToken cancellationToken);

    /// <summary>Takes the last decision back.</summary>
    Task<AnnotationTask> UndoAsync(CancellationToken cancellationToken);

    /// <summary>How the project stands.</summary>
    Task<AnnotationFigures> FiguresAsync(CancellationToken cancellationToken);

    /// <summary>The decisions on ended tasks, as JSON lines.</summary>
    IAsyncEnumerable<string> ExportAsync(CancellationToken cancellationToken);
}
