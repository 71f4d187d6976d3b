using Distill.Api.Access;
using Distill.Api.Durable;
using Distill.Api.Problems;
using Distill.Api.Runs;
using Distill.Core.Storage;
using Distill.Orchestrations.Annotating;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Annotations;

/// <summary>Rounds: start one, look at it.</summary>
internal static class AnnotationRoundEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapPost("/rounds", StartAsync)
            .RequireAuthorization(AccessPolicies.Operate)
            .WithSummary("Starts a round: drafts, verdicts, tasks, people, datasets. The same 'roundId' names the same round.")
            .Produces<RoundView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound);
        group
            .MapGet("/rounds/{round}", GetAsync)
            .RequireAuthorization(AccessPolicies.Read)
            .WithSummary("How a round stands: its status, its progress, and its datasets when it has ended.")
            .Produces<RoundView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> StartAsync(AnnotationRoundInput round, HttpContext context, IAnnotationStore store)
    {
        if (!BlobPath.IsSegment(round.RoundId) || !BlobPath.IsSegment(round.RunId))
        {
            return ApiProblem.Invalid("roundId", "It must have 1 to 200 letters, digits and -_.= ; 'runId' too.");
        }

        if (round.Fault() is { } fault)
        {
            return ApiProblem.Invalid("", fault);
        }

        if (await store.FindProjectAsync(round.Project, context.RequestAborted) is null)
        {
            return AnnotationProblem.NoProject(round.Project);
        }

        await AnnotationRounds.StartAsync(context.GetDurableClient(), round, context.RequestAborted);
        return TypedResults.Accepted($"/api/annotations/rounds/{round.RoundId}", new RoundView(round.RoundId, "Pending", null, null, null));
    }

    private static async Task<IResult> GetAsync(string round, HttpContext context)
    {
        var client = context.GetDurableClient();
        var instance = await client.GetInstanceAsync(round, getInputsAndOutputs: true, context.RequestAborted);
        if (instance is null || instance.Name != nameof(AnnotationRound))
        {
            return ApiProblem.NotFound("annotation round", round);
        }

        var people = await client.GetInstanceAsync(AnnotationRounds.WaitInstance(round), getInputsAndOutputs: true, context.RequestAborted);
        var progress = instance.IsCompleted
            ? null
            : RunEndpoints.Progress(people?.SerializedCustomStatus ?? instance.SerializedCustomStatus);
        var outcome = instance.IsCompleted && instance.FailureDetails is null ? instance.ReadOutputAs<AnnotationRoundOutcome>() : null;
        var error = instance.FailureDetails?.ErrorMessage ?? outcome?.Failure;
        return TypedResults.Ok(new RoundView(round, instance.RuntimeStatus.ToString(), progress, outcome, error));
    }
}
