using System.Text;
using System.Text.Json.Nodes;
using Distill.Api.Access;
using Distill.Api.Durable;
using Distill.Api.Paging;
using Distill.Api.Problems;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Storage;
using Distill.Orchestrations.Starting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Runs;

/// <summary>Runs: start, list, watch.</summary>
internal static class RunEndpoints
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKeyLength = 200;

    private static readonly string[] SpecTypes = ["application/yaml", "application/json", "application/x-yaml", "text/yaml", "text/x-yaml"];

    public static void Map(IEndpointRouteBuilder endpoints, ApiOptions options)
    {
        var group = endpoints.MapGroup("/api/runs").WithTags("Runs").ProducesProblem(StatusCodes.Status400BadRequest);
        group
            .MapPost("/", StartAsync)
            .RequireAuthorization(AccessPolicies.Operate)
            .WithMetadata(new RequestSizeLimitAttribute(options.MaxSpecBytes))
            .Accepts<RunSpec>(SpecTypes[0], SpecTypes[1..])
            .WithSummary("Starts a run from a specification in YAML or JSON.")
            .WithDescription(
                "With an Idempotency-Key header the same request names the same run. A source must be a blob (PUT /api/sources/{name}) or a dataset."
            )
            .Produces<RunRecord>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        var looks = group.MapGroup("").RequireAuthorization(AccessPolicies.Read);
        looks.MapGet("/", ListAsync).WithSummary("Runs, newest first.").Produces<Page<RunRecord>>();
        looks.MapGet("/{id}", GetAsync).WithSummary("A run with its progress.").Produces<RunView>().ProducesProblem(404);
        looks
            .MapGet("/{id}/report.{format}", RunReports.GetAsync)
            .WithSummary(
                "A run's report: html, md, json, or samples (what was measured of each); of an evaluation also verdicts, calibration and decision."
            )
            .ProducesProblem(404);
        looks
            .MapGet("/{id}/events", RunEvents.GetAsync)
            .WithSummary("The run as server-sent events, one at each change, until it ends.")
            .ProducesProblem(404);
        RunSteering.Map(group);
    }

    private static async Task<IResult> StartAsync(HttpRequest request, RunStarter starter, CancellationToken cancellationToken)
    {
        var type = request.ContentType?.Split(';')[0].Trim();
        if (!SpecTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return ApiProblem.UnsupportedMediaType($"Send the specification as {SpecTypes[0]} or {SpecTypes[1]}, not '{type}'.");
        }

        string? key = request.Headers[KeyHeader];
        if (key is not null && (key.Length is 0 or > MaxKeyLength))
        {
            return ApiProblem.Invalid(KeyHeader, $"It must have 1 to {MaxKeyLength} characters.");
        }

        try
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var document = RunSpecDocument.Load(await reader.ReadToEndAsync(cancellationToken), "spec");
            return Accepted(await starter.StartAsync(request.HttpContext.GetDurableClient(), document, key, cancellationToken));
        }
        catch (InvalidRunSpecException invalid)
        {
            return ApiProblem.Invalid("The run specification is not valid.", [.. invalid.Errors.Select(ToFieldError)]);
        }
    }

    private static IResult Accepted(StartedRun started) =>
        started.SameSpec
            ? TypedResults.Accepted($"/api/runs/{started.Run.Id}", started.Run)
            : ApiProblem.Conflict(
                $"The {KeyHeader} has started the run '{started.Run.Id}' with another specification. Send a new key for a new run."
            );

    private static FieldError ToFieldError(SpecError error) => new(error.Field, error.Line, error.Column, error.Message, error.Remedy);

    private static async Task<IResult> ListAsync(string? offset, string? limit, IRunStore runs, CancellationToken cancellationToken)
    {
        var (page, problem) = PageQuery.Read(offset, limit);
        return problem ?? TypedResults.Ok(await runs.ListAsync(cancellationToken).ToPageAsync(page, cancellationToken));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, IRunStore runs, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound("run", id);
        }

        var instance = await context.GetDurableClient().GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
        context.Response.Headers.ETag = EntityTag.Quote(found.ETag);
        return TypedResults.Ok(new RunView(found.Value, Progress(instance?.SerializedCustomStatus)));
    }

    internal static JsonNode? Progress(string? customStatus) => string.IsNullOrEmpty(customStatus) ? null : JsonNode.Parse(customStatus);
}
