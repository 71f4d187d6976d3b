using Distill.Api.Access;
using Distill.Api.Paging;
using Distill.Api.Problems;
using Distill.Core.Annotation;
using Distill.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Annotations;

/// <summary>Projects and their guidelines.</summary>
internal static class AnnotationProjectEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapGet("/projects", ListAsync)
            .RequireAuthorization(AccessPolicies.Read)
            .WithSummary("Projects, newest first.")
            .Produces<Page<AnnotationProject>>();
        group
            .MapPost("/projects", AddAsync)
            .RequireAuthorization(AccessPolicies.Operate)
            .WithSummary("Makes a project.")
            .Produces<AnnotationProject>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group
            .MapGet("/projects/{project}", GetAsync)
            .RequireAuthorization(AccessPolicies.Read)
            .WithSummary("A project with all versions of its guidelines.")
            .Produces<AnnotationProject>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        group
            .MapPut("/projects/{project}/guidelines", SetGuidelinesAsync)
            .RequireAuthorization(AccessPolicies.Operate)
            .WithSummary("Adds a version of the guidelines; it holds from now on. If-Match is honoured.")
            .Produces<AnnotationProject>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group
            .MapGet("/projects/{project}/stats", FiguresAsync)
            .RequireAuthorization(AccessPolicies.Read)
            .WithSummary("Tasks by state, agreement, and what each annotator has done; with 'round' of one round.")
            .Produces<AnnotationFigures>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(string? offset, string? limit, IAnnotationStore store, CancellationToken cancellationToken)
    {
        var (page, problem) = PageQuery.Read(offset, limit);
        return problem ?? TypedResults.Ok(await store.ListProjectsAsync(cancellationToken).ToPageAsync(page, cancellationToken));
    }

    private static async Task<IResult> AddAsync(
        ProjectRequest request,
        HttpContext context,
        IAnnotationStore store,
        AnnotatorName annotator,
        TimeProvider time
    )
    {
        var now = time.GetUtcNow();
        var project = new AnnotationProject
        {
            Id = request.Id ?? "",
            Name = request.Name ?? request.Id ?? "",
            CreatedAt = now,
            LeaseSeconds = request.LeaseSeconds,
            DoubleShare = request.DoubleShare,
            Seed = request.Seed,
        };
        if (project.Fault() is { } fault)
        {
            return ApiProblem.Invalid(fault.Field, fault.Message);
        }

        if (!string.IsNullOrWhiteSpace(request.Guidelines))
        {
            project = project.WithGuidelines(request.Guidelines, annotator.Of(context), now);
        }

        try
        {
            var added = await store.AddProjectAsync(project, context.RequestAborted);
            context.Response.Headers.ETag = EntityTag.Quote(added.ETag);
            return TypedResults.Created($"/api/annotations/projects/{project.Id}", added.Value);
        }
        catch (StoreConflictException)
        {
            return ApiProblem.Conflict($"There is an annotation project '{project.Id}' already.");
        }
    }

    private static async Task<IResult> GetAsync(string project, HttpContext context, IAnnotationStore store) =>
        await store.FindProjectAsync(project, context.RequestAborted) is { } found
            ? Shown(context, found)
            : AnnotationProblem.NoProject(project);

    private static async Task<IResult> SetGuidelinesAsync(
        string project,
        GuidelinesRequest request,
        HttpContext context,
        IAnnotationStore store,
        AnnotatorName annotator,
        TimeProvider time
    )
    {
        if (string.IsNullOrWhiteSpace(request.Text))
        {
            return ApiProblem.Invalid("text", "It must hold the guidelines.");
        }

        if (await store.FindProjectAsync(project, context.RequestAborted) is not { } found)
        {
            return AnnotationProblem.NoProject(project);
        }

        if (EntityTag.Expected(context.Request) is { } expected && expected != found.ETag.Trim('"'))
        {
            return ApiProblem.PreconditionFailed($"The project '{project}' has changed since it was read.");
        }

        var changed = found.Value.WithGuidelines(request.Text, annotator.Of(context), time.GetUtcNow());
        if (ReferenceEquals(changed, found.Value))
        {
            return Shown(context, found);
        }

        try
        {
            return Shown(context, await store.ReplaceProjectAsync(changed, found.ETag, context.RequestAborted));
        }
        catch (StoreConflictException)
        {
            return ApiProblem.PreconditionFailed($"The project '{project}' has just been changed by another request. Read it again.");
        }
    }

    private static async Task<IResult> FiguresAsync(
        string project,
        string? round,
        IAnnotationStore store,
        CancellationToken cancellationToken
    )
    {
        if (await store.FindProjectAsync(project, cancellationToken) is null)
        {
            return AnnotationProblem.NoProject(project);
        }

        return TypedResults.Ok((await store.TallyAsync(project, round, cancellationToken)).ToFigures());
    }

    private static IResult Shown(HttpContext context, Versioned<AnnotationProject> project)
    {
        context.Response.Headers.ETag = EntityTag.Quote(project.ETag);
        return TypedResults.Ok(project.Value);
    }
}
