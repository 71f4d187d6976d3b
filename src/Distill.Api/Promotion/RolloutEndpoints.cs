using Distill.Api.Access;
using Distill.Api.Annotations;
using Distill.Api.Durable;
using Distill.Api.Problems;
using Distill.Core.Evaluation;
using Distill.Core.Promotion;
using Distill.Orchestrations.Promoting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Promotion;

/// <summary>Rollouts: start, look at, approve, decline, complete, take back.</summary>
internal static class RolloutEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/rollouts").WithTags("Promotion");
        var looks = group.MapGroup("").RequireAuthorization(AccessPolicies.Read);
        looks.MapGet("", ListAsync).WithSummary("Rollouts, newest first; 'alias' chooses.");
        looks
            .MapGet("/{id}", GetAsync)
            .WithSummary("A rollout: where it stands, its looks at live traffic with the guards, and who did what.")
            .Produces<RolloutRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        var acts = group.MapGroup("").RequireAuthorization(AccessPolicies.Operate);
        acts.MapPost("", StartAsync)
            .WithSummary("Starts a rollout. The same 'rolloutId' names the same rollout.")
            .Produces<RolloutStarted>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        MapSignal(acts, "approve", RolloutSignals.Approve, RolloutEvent.Approve, "Approves: the first step begins.");
        MapSignal(acts, "decline", RolloutSignals.Decline, RolloutEvent.Decline, "Declines: nothing was changed.");
        MapSignal(acts, "complete", RolloutSignals.Complete, RolloutEvent.Complete, "Skips the steps that are left.");
        acts.MapPost("/{id}/back", BackAsync)
            .WithSummary("Gives the alias back to what stood there before, during a rollout or after it.")
            .Produces<RolloutRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(string? alias, RolloutRecords records, CancellationToken cancellationToken) =>
        TypedResults.Ok(await records.ListAsync(alias, cancellationToken));

    private static async Task<IResult> GetAsync(string id, RolloutRecords records, CancellationToken cancellationToken) =>
        await FindAsync(id, records, cancellationToken) is { } rollout ? TypedResults.Ok(rollout) : ApiProblem.NotFound("rollout", id);

    private static async Task<IResult> StartAsync(RolloutRequest request, HttpContext context, RolloutStarter starter, AnnotatorName name)
    {
        if (request.RolloutId is { } id && !Rollouts.IsId(id))
        {
            return ApiProblem.Invalid("rolloutId", "It must have 1 to 100 lower-case letters, digits and hyphens.");
        }

        try
        {
            request.Plan?.Validate();
        }
        catch (InvalidSettingException wrong)
        {
            return ApiProblem.Invalid("plan", wrong.Message);
        }

        if (await starter.TargetAsync(request.Model, context.RequestAborted) is not { } challenger)
        {
            return ApiProblem.Invalid(
                "model",
                $"'{request.Model}' is neither a configured model nor a trained version; GET /api/models lists both."
            );
        }

        if (await starter.DecisionFaultAsync(request, challenger, context.RequestAborted) is { } fault)
        {
            return fault.IsOutdated ? ApiProblem.Conflict(fault.Reason) : ApiProblem.Unprocessable(fault.Reason);
        }

        var started = await starter.StartAsync(context.GetDurableClient(), request, challenger, name.Of(context), context.RequestAborted);
        return TypedResults.Accepted($"/api/rollouts/{started}", new RolloutStarted(started));
    }

    private static void MapSignal(RouteGroupBuilder group, string verb, string signal, RolloutEvent what, string summary) =>
        group
            .MapPost(
                $"/{{id}}/{verb}",
                (string id, RolloutReason? reason, HttpContext context, RolloutRecords records, AnnotatorName name) =>
                    SignalAsync(id, signal, what, new RolloutSignal(name.Of(context), reason?.Reason ?? ""), context, records)
            )
            .WithSummary(summary)
            .Produces<RolloutRecord>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> SignalAsync(
        string id,
        string name,
        RolloutEvent what,
        RolloutSignal signal,
        HttpContext context,
        RolloutRecords records
    )
    {
        if (await FindAsync(id, records, context.RequestAborted) is not { } rollout)
        {
            return ApiProblem.NotFound("rollout", id);
        }

        // Said before: saying it again is fine.
        if (rollout.Audit.Any(entry => entry.What == what && entry.By != RolloutAudit.Watch))
        {
            return TypedResults.Accepted($"/api/rollouts/{id}", rollout);
        }

        if (RolloutMachine.Next(rollout.State, what) is null)
        {
            return ApiProblem.Conflict($"The rollout '{id}' is {RolloutWords.Of(rollout.State)}: {rollout.Summary}");
        }

        await Rollouts.SignalAsync(context.GetDurableClient(), id, name, signal, context.RequestAborted);
        return TypedResults.Accepted($"/api/rollouts/{id}", rollout);
    }

    // At once, not when the orchestration comes round to it: users are getting answers that somebody does not want them to get.
    private static async Task<IResult> BackAsync(
        string id,
        RolloutReason? reason,
        HttpContext context,
        RolloutRecords records,
        RolloutDesk desk,
        AnnotatorName name
    )
    {
        if (await FindAsync(id, records, context.RequestAborted) is null)
        {
            return ApiProblem.NotFound("rollout", id);
        }

        var signal = new RolloutSignal(name.Of(context), reason is { Reason.Length: > 0 } ? reason.Reason : "taken back by a person");
        var (rollout, refusal) = await desk.BackAsync(id, signal.By, signal.Reason, context.RequestAborted);
        if (refusal is not null)
        {
            return ApiProblem.Conflict(refusal);
        }

        await Rollouts.SignalAsync(context.GetDurableClient(), id, RolloutSignals.Back, signal, context.RequestAborted);
        return TypedResults.Ok(rollout);
    }

    private static async Task<RolloutRecord?> FindAsync(string id, RolloutRecords records, CancellationToken cancellationToken) =>
        Rollouts.IsId(id) ? await records.FindAsync(id, cancellationToken) : null;
}
