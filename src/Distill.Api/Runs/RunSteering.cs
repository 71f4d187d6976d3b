using Distill.Api.Access;
using Distill.Api.Durable;
using Distill.Api.Problems;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Orchestrations.Starting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;

namespace Distill.Api.Runs;

/// <summary>Cancels, suspends and resumes runs. <c>If-Match</c> is honoured.</summary>
internal static class RunSteering
{
    private delegate Task<RunRecord?> Change(RunControl control, DurableTaskClient client, string id, CancellationToken cancellationToken);

    public static void Map(RouteGroupBuilder group)
    {
        Map(group, "cancel", "Ends a run for good.", (control, client, id, token) => control.CancelAsync(client, id, token));
        Map(group, "suspend", "Holds a run.", (control, client, id, token) => control.SuspendAsync(client, id, token));
        Map(group, "resume", "Lets a suspended run go on.", (control, client, id, token) => control.ResumeAsync(client, id, token));
    }

    private static void Map(RouteGroupBuilder group, string verb, string summary, Change change) =>
        group
            .MapPost(
                $"/{{id}}/{verb}",
                (string id, HttpContext context, IRunStore runs, RunControl control) =>
                    ChangeAsync(id, verb, context, runs, (client, token) => change(control, client, id, token))
            )
            .RequireAuthorization(AccessPolicies.Operate)
            .WithSummary(summary)
            .Produces<RunRecord>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<IResult> ChangeAsync(
        string id,
        string verb,
        HttpContext context,
        IRunStore runs,
        Func<DurableTaskClient, CancellationToken, Task<RunRecord?>> change
    )
    {
        if (await runs.FindAsync(id, context.RequestAborted) is not { } found)
        {
            return ApiProblem.NotFound("run", id);
        }

        if (EntityTag.Expected(context.Request) is { } expected && expected != found.ETag.Trim('"'))
        {
            return ApiProblem.PreconditionFailed($"The run '{id}' has changed since it was read.");
        }

        if (Refusal(found.Value, verb) is { } refusal)
        {
            return ApiProblem.Conflict(refusal);
        }

        var changed = await change(context.GetDurableClient(), context.RequestAborted);
        return changed is null ? ApiProblem.NotFound("run", id) : TypedResults.Accepted($"/api/runs/{id}", changed);
    }

    private static string? Refusal(RunRecord run, string verb)
    {
        if (run.EndedAt is not null)
        {
            return $"The run '{run.Id}' has ended ({run.Status}); there is nothing to {verb}.";
        }

        return verb == "resume" && run.Status != RunStatus.Suspended ? $"The run '{run.Id}' is not suspended but {run.Status}." : null;
    }
}
