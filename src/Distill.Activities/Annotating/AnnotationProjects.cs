using Distill.Core.Annotation;
using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Activities.Annotating;

/// <summary>Finds projects for activities.</summary>
internal static class AnnotationProjects
{
    /// <summary>The project of an id.</summary>
    /// <exception cref="RunFailedException">There is none.</exception>
    public static async Task<AnnotationProject> GetAsync(IAnnotationStore store, string id, CancellationToken cancellationToken) =>
        (await store.FindProjectAsync(id, cancellationToken))?.Value
        ?? throw new RunFailedException(
            $"There is no annotation project '{id}' on this host. 'POST /api/annotations/projects' or 'distill annotate {id} --new' makes one."
        );
}
