using Distill.Api.Access;
using Distill.Api.Durable;
using Distill.Core.Annotation;
using Distill.Core.Storage;
using Distill.Orchestrations.Annotating;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Api.Annotations;

/// <summary>Work on tasks: take, renew, decide, skip, give back, undo. <c>If-Match</c> is honoured.</summary>
internal static class AnnotationWorkEndpoints
{
    private const string Route = "/projects/{project}/tasks/{task}";

    public static void Map(RouteGroupBuilder group)
    {
        var work = group.MapGroup("").RequireAuthorization(AccessPolicies.Annotate);
        work.MapPost("/projects/{project}/next", NextAsync)
            .WithSummary("Gives the caller a task on lease; 204 when none waits. With 'adjudicate=true' one that two people disagree on.")
            .Produces<AnnotationTask>()
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
        work.MapPost("/projects/{project}/undo", UndoLastAsync)
            .WithSummary("Takes back the caller's last decision.")
            .Produces<AnnotationTask>()
            .ProducesProblem(StatusCodes.Status409Conflict);
        Act(work.MapPost($"{Route}/take", TakeAsync), "Gives the caller this task on lease.");
        Act(work.MapPost($"{Route}/decide", DecideAsync), "Approves a candidate, rewrites, or rejects.");
        Act(work.MapPost($"{Route}/renew", RenewAsync), "Prolongs the caller's lease.");
        Act(work.MapPost($"{Route}/skip", SkipAsync), "Gives the task back; it is not offered to the caller again.");
        Act(work.MapPost($"{Route}/release", ReleaseAsync), "Gives the task back.");
        Act(
            work.MapPost($"{Route}/undo", UndoAsync),
            "Takes back the last decision on the task, which must be the caller's and not yet in a dataset."
        );
        Act(
            group.MapPost($"{Route}/unassign", UnassignAsync).RequireAuthorization(AccessPolicies.Operate),
            "Takes the task from whoever holds it."
        );
    }

    private static void Act(RouteHandlerBuilder endpoint, string summary) =>
        endpoint
            .WithSummary(summary)
            .Produces<AnnotationTask>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<IResult> NextAsync(
        string project,
        bool? adjudicate,
        HttpContext context,
        IAnnotationStore store,
        AnnotationDesk desk,
        AnnotatorName name
    )
    {
        if (await store.FindProjectAsync(project, context.RequestAborted) is not { Value: var found })
        {
            return AnnotationProblem.NoProject(project);
        }

        var me = name.Of(context);
        var next = await desk.NextAsync(found, me, adjudicate ?? false, context.RequestAborted);
        return next is null ? TypedResults.NoContent() : Shown(context, next, me);
    }

    private static async Task<IResult> TakeAsync(
        string project,
        string task,
        bool? adjudicate,
        HttpContext context,
        IAnnotationStore store,
        AnnotationDesk desk,
        AnnotatorName name
    )
    {
        if (await store.FindProjectAsync(project, context.RequestAborted) is not { Value: var found })
        {
            return AnnotationProblem.NoProject(project);
        }

        var answer = await desk.TakeAsync(found, task, name.Of(context), adjudicate ?? false, context.RequestAborted);
        return answer.Refusal is { } refusal ? AnnotationProblem.Of(refusal) : Shown(context, answer.Task!, name.Of(context));
    }

    private static async Task<IResult> DecideAsync(
        string project,
        string task,
        DecisionRequest request,
        HttpContext context,
        IAnnotationStore store,
        AnnotationDesk desk,
        AnnotatorName name
    )
    {
        if (await store.FindProjectAsync(project, context.RequestAborted) is not { Value: var found })
        {
            return AnnotationProblem.NoProject(project);
        }

        var choice = new AnnotationChoice(request.Verdict, request.Candidate, request.Text, request.Reason);
        return await ActAsync(
            project,
            task,
            new AnnotationAction.Decide(request.LeaseId ?? "", choice, found.CurrentGuidelines, name.Of(context)),
            context,
            desk
        );
    }

    private static async Task<IResult> RenewAsync(
        string project,
        string task,
        LeaseRequest request,
        HttpContext context,
        IAnnotationStore store,
        AnnotationDesk desk,
        AnnotatorName name
    )
    {
        if (await store.FindProjectAsync(project, context.RequestAborted) is not { Value: var found })
        {
            return AnnotationProblem.NoProject(project);
        }

        var renew = new AnnotationAction.Renew(request.LeaseId ?? "", TimeSpan.FromSeconds(found.LeaseSeconds), name.Of(context));
        return await ActAsync(project, task, renew, context, desk);
    }

    private static Task<IResult> SkipAsync(
        string project,
        string task,
        LeaseRequest request,
        HttpContext context,
        AnnotationDesk desk,
        AnnotatorName name
    ) => ActAsync(project, task, new AnnotationAction.Skip(request.LeaseId ?? "", name.Of(context)), context, desk);

    private static Task<IResult> ReleaseAsync(
        string project,
        string task,
        LeaseRequest request,
        HttpContext context,
        AnnotationDesk desk,
        AnnotatorName name
    ) => ActAsync(project, task, new AnnotationAction.Release(request.LeaseId ?? "", name.Of(context)), context, desk);

    private static Task<IResult> UndoAsync(string project, string task, HttpContext context, AnnotationDesk desk, AnnotatorName name) =>
        ActAsync(project, task, new AnnotationAction.Undo(name.Of(context)), context, desk);

    private static Task<IResult> UnassignAsync(string project, string task, HttpContext context, AnnotationDesk desk, AnnotatorName name) =>
        ActAsync(project, task, new AnnotationAction.Unassign(name.Of(context)), context, desk);

    private static async Task<IResult> UndoLastAsync(string project, HttpContext context, AnnotationDesk desk, AnnotatorName name)
    {
        var me = name.Of(context);
        var answer = await desk.UndoLastAsync(project, me, context.RequestAborted);
        return answer.Refusal is { } refusal ? AnnotationProblem.Of(refusal) : Shown(context, answer.Task!, me);
    }

    private static async Task<IResult> ActAsync(
        string project,
        string task,
        AnnotationAction action,
        HttpContext context,
        AnnotationDesk desk
    )
    {
        var answer = await desk.ApplyAsync(project, task, action, EntityTag.Expected(context.Request), context.RequestAborted);
        if (answer.Refusal is { } refusal)
        {
            return AnnotationProblem.Of(refusal);
        }

        if (answer.Task!.Value is { IsFinal: true } ended)
        {
            var rounds = context.RequestServices.GetRequiredService<AnnotationRounds>();
            await rounds.TaskEndedAsync(context.GetDurableClient(), project, ended.Round, context.RequestAborted);
        }

        return Shown(context, answer.Task, action.By);
    }

    private static IResult Shown(HttpContext context, Versioned<AnnotationTask> task, string annotator)
    {
        context.Response.Headers.ETag = EntityTag.Quote(task.ETag);
        return TypedResults.Ok(TaskView.For(task.Value, annotator, context.User));
    }
}
