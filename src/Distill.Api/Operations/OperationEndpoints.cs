using System.Text.Json.Nodes;
using Distill.Api.Access;
using Distill.Api.Durable;
using Distill.Api.Problems;
using Distill.Core.Datasets.Operations;
using Distill.Core.Storage;
using Distill.Orchestrations.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;

namespace Distill.Api.Operations;

/// <summary>Cleaning, sampling, splitting and exporting of datasets as durable work.</summary>
internal static class OperationEndpoints
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKeyLength = 200;

    // Parameters travel as input of an orchestration, which is to be small.
    private const int MostBytes = 32 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var kind in DatasetOperationPlan.Kinds)
        {
            endpoints
                .MapPost(
                    $"/api/datasets/{{id}}/{kind}",
                    (string id, [FromBody] JsonObject? body, HttpContext context, IDatasetStore datasets) =>
                        StartAsync(kind, id, body ?? [], context, datasets)
                )
                .WithTags("Datasets")
                .WithSummary(
                    $"Starts to {kind} a dataset; the answer names the operation. With an Idempotency-Key the same request names the same one."
                )
                .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
                .RequireAuthorization(AccessPolicies.Operate)
                .Produces<OperationView>(StatusCodes.Status202Accepted)
                .ProducesProblem(StatusCodes.Status400BadRequest)
                .ProducesProblem(StatusCodes.Status404NotFound)
                .ProducesProblem(StatusCodes.Status409Conflict);
        }

        var group = endpoints.MapGroup("/api/operations/{id}").WithTags("Datasets").RequireAuthorization(AccessPolicies.Read);
        group.MapGet("", GetAsync).WithSummary("How an operation stands, and what it made.").Produces<OperationView>().ProducesProblem(404);
        group.MapGet("/file", DownloadAsync).WithSummary("The file that an export wrote.").ProducesProblem(404);
    }

    private static async Task<IResult> StartAsync(
        string kind,
        string id,
        JsonObject parameters,
        HttpContext context,
        IDatasetStore datasets
    )
    {
        string? key = context.Request.Headers[KeyHeader];
        var errors = new List<FieldError>();
        if (key is not null && key.Length is 0 or > MaxKeyLength)
        {
            errors.Add(new FieldError(KeyHeader, null, null, $"It must have 1 to {MaxKeyLength} characters.", null));
        }

        _ = DatasetOperationPlan.Parse(
            kind,
            parameters,
            (field, message, remedy) => errors.Add(new FieldError(field, null, null, message, remedy))
        );
        if (errors.Count > 0)
        {
            return ApiProblem.Invalid("The operation is not valid.", [.. errors]);
        }

        if (await datasets.FindAsync(id, context.RequestAborted) is null)
        {
            return ApiProblem.NotFound("dataset", id);
        }

        var asked = parameters.ToJsonString();
        var operation = await DatasetOperations.StartAsync(
            context.GetDurableClient(),
            kind,
            id,
            asked,
            key ?? Guid.NewGuid().ToString("N"),
            context.RequestAborted
        );
        return operation.Kind == kind && operation.Parameters == asked
            ? TypedResults.Accepted(
                $"/api/operations/{operation.Id}",
                new OperationView(operation.Id, kind, id, nameof(OrchestrationRuntimeStatus.Pending), null, null, null, null)
            )
            : ApiProblem.Conflict($"The {KeyHeader} has started another operation, '{operation.Id}'. Send a new key for a new one.");
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context) =>
        await FindAsync(id, context) is { } instance ? TypedResults.Ok(View(instance)) : ApiProblem.NotFound("operation", id);

    private static async Task<IResult> DownloadAsync(string id, HttpContext context, IBlobStore blobs)
    {
        var path = await FindAsync(id, context) is { } instance ? Outcome(instance)?.File : null;
        return path is not null
            ? TypedResults.Stream(
                await blobs.OpenReadAsync(path, cancellationToken: context.RequestAborted),
                "application/octet-stream",
                id
            )
            : ApiProblem.NotFound("file of an operation", id);
    }

    private static async Task<OrchestrationMetadata?> FindAsync(string id, HttpContext context)
    {
        var instance = await context.GetDurableClient().GetInstanceAsync(id, getInputsAndOutputs: true, context.RequestAborted);
        return instance?.Name == nameof(DatasetOperation) ? instance : null;
    }

    private static OperationView View(OrchestrationMetadata instance)
    {
        var input = instance.ReadInputAs<DatasetOperationInput>()!;
        var outcome = Outcome(instance);
        return new OperationView(
            input.Id,
            input.Kind,
            input.DatasetId,
            instance.RuntimeStatus.ToString(),
            outcome?.Records,
            outcome?.Datasets,
            outcome?.File is null ? null : $"/api/operations/{input.Id}/file",
            (instance.FailureDetails?.InnerFailure ?? instance.FailureDetails)?.ErrorMessage
        );
    }

    private static DatasetOperationOutcome? Outcome(OrchestrationMetadata instance) =>
        instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? instance.ReadOutputAs<DatasetOperationOutcome>() : null;
}
