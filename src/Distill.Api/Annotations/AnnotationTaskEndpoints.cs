using Distill.Api.Access;
using Distill.Api.Paging;
using Distill.Api.Problems;
using Distill.Core.Annotation;
using Distill.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Annotations;

/// <summary>Tasks: list, read, add, trail, export.</summary>
internal static class AnnotationTaskEndpoints
{
    public static void Map(RouteGroupBuilder group, ApiOptions options)
    {
        var looks = group.MapGroup("/projects/{project}").RequireAuthorization(AccessPolicies.Read);
        looks
            .MapGet("/tasks", ListAsync)
            .WithSummary(
                "Tasks by id, without their content; 'state', 'round' and 'annotator' choose. 'after', the last id of a page, leads to the next one at once."
            )
            .Produces<Page<AnnotationTask>>();
        looks
            .MapGet("/tasks/{task}", GetAsync)
            .WithSummary("A task with its conversation and candidates.")
            .Produces<AnnotationTask>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        looks
            .MapGet("/export", AnnotationExport.GetAsync)
            .WithSummary("What has been decided as JSON lines: kind is decisions, sft, pairs or rejects (of sft and pairs, with reasons).");
        var lead = group.MapGroup("/projects/{project}").RequireAuthorization(AccessPolicies.Operate);
        lead.MapGet("/tasks/{task}/audit", AuditAsync)
            .WithSummary("The trail of a task, oldest entry first: who, when, what, before and after.")
            .Produces<IReadOnlyList<AuditEntry>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        lead.MapPost("/tasks", TaskImport.AddAsync)
            .WithMetadata(new RequestSizeLimitAttribute(options.MaxUploadBytes))
            .WithSummary("Makes tasks of canonical samples, JSON lines; a sample that has a task already makes none.")
            .Produces<TaskImportResult>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        string project,
        string? state,
        string? round,
        string? annotator,
        string? after,
        string? offset,
        string? limit,
        HttpContext context,
        IAnnotationStore store,
        AnnotatorName name
    )
    {
        var (page, problem) = PageQuery.Read(offset, limit);
        if (problem is not null)
        {
            return problem;
        }

        AnnotationState? wanted = null;
        if (state is not null)
        {
            if (!Enum.TryParse<AnnotationState>(state, ignoreCase: true, out var known) || !Enum.IsDefined(known))
            {
                return ApiProblem.Invalid(
                    "state",
                    $"It must be one of {string.Join(", ", Enum.GetNames<AnnotationState>()).ToLowerInvariant()}."
                );
            }

            wanted = known;
        }

        var me = name.Of(context);
        var query = new TaskQuery
        {
            State = wanted,
            Round = round,
            Annotator = annotator,
            After = after,
        };
        var tasks = store.ListTasksAsync(project, query, context.RequestAborted).Select(task => TaskView.For(task, me, context.User));
        return TypedResults.Ok(await tasks.ToPageAsync(page, context.RequestAborted));
    }

    private static async Task<IResult> GetAsync(
        string project,
        string task,
        HttpContext context,
        IAnnotationStore store,
        AnnotatorName name
    )
    {
        if (await store.FindTaskAsync(project, task, context.RequestAborted) is not { } found)
        {
            return ApiProblem.NotFound("annotation task", task);
        }

        context.Response.Headers.ETag = EntityTag.Quote(found.ETag);
        return TypedResults.Ok(TaskView.For(found.Value, name.Of(context), context.User));
    }

    private static async Task<IResult> AuditAsync(
        string project,
        string task,
        IAnnotationStore store,
        CancellationToken cancellationToken
    ) =>
        await store.FindTaskAsync(project, task, cancellationToken) is null
            ? ApiProblem.NotFound("annotation task", task)
            : TypedResults.Ok(await store.ListAuditAsync(project, task, cancellationToken).ToListAsync(cancellationToken));
}
