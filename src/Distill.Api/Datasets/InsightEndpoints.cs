using Distill.Api.Access;
using Distill.Api.Problems;
using Distill.Core.Insight;
using Distill.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Datasets;

/// <summary>What datasets are like.</summary>
internal static class InsightEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/api/datasets/{id}/insight", AskAsync)
            .WithTags("Datasets")
            .WithSummary("Distributions, classes, duplicates and clusters of a dataset, or of what a filter takes of it.")
            .RequireAuthorization(AccessPolicies.Read)
            .Produces<DatasetInsight>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> AskAsync(
        string id,
        string[]? field,
        string? where,
        string? by,
        IDatasetStore datasets,
        IDatasetInsight insight,
        CancellationToken cancellationToken
    )
    {
        var errors = new List<FieldError>();
        var question = InsightQuestion.Parse(
            field ?? [],
            where,
            by,
            (part, _, error) => errors.Add(new FieldError(part, null, error.Column == 0 ? null : error.Column, error.Message, error.Remedy))
        );
        return errors.Count > 0 ? ApiProblem.Invalid("The question is not valid.", [.. errors])
            : await datasets.FindAsync(id, cancellationToken) is { } manifest
                ? TypedResults.Ok(await insight.AskAsync(manifest, question, cancellationToken))
            : ApiProblem.NotFound("dataset", id);
    }
}
