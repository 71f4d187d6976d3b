using Distill.Api.Access;
using Distill.Api.Paging;
using Distill.Api.Problems;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Samples;
using Distill.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Datasets;

/// <summary>Datasets: manifests, rows, rejects and lineage.</summary>
internal static class DatasetEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints
            .MapGroup("/api/datasets")
            .WithTags("Datasets")
            .RequireAuthorization(AccessPolicies.Read)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/", ListAsync).WithSummary("Datasets, newest first.").Produces<Page<DatasetManifest>>();
        group.MapGet("/{id}", GetAsync).WithSummary("A dataset's manifest.").Produces<DatasetManifest>().ProducesProblem(404);
        group.MapGet("/{id}/records", RecordsAsync).WithSummary("Rows, in order.").Produces<Page<Sample>>().ProducesProblem(404);
        group
            .MapGet("/{id}/rejects", RejectsAsync)
            .WithSummary("Records that did not go on, each with its reason.")
            .Produces<Page<Reject>>()
            .ProducesProblem(404);
        group
            .MapGet("/{id}/lineage", LineageAsync)
            .WithSummary("What the dataset was made from, what was made from it, and the models that learned from it.")
            .Produces<LineageReport>()
            .ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(string? offset, string? limit, IDatasetStore datasets, CancellationToken cancellationToken)
    {
        var (page, problem) = PageQuery.Read(offset, limit);
        return problem ?? TypedResults.Ok(await datasets.ListAsync(cancellationToken).ToPageAsync(page, cancellationToken));
    }

    private static async Task<IResult> GetAsync(string id, IDatasetStore datasets, CancellationToken cancellationToken) =>
        await datasets.FindAsync(id, cancellationToken) is { } manifest ? TypedResults.Ok(manifest) : NotFound(id);

    private static Task<IResult> RecordsAsync(
        string id,
        string? offset,
        string? limit,
        IDatasetStore datasets,
        IBlobStore blobs,
        CancellationToken cancellationToken
    ) =>
        PageAsync(
            id,
            PageQuery.Read(offset, limit),
            datasets,
            (manifest, page) => RecordPages.ReadAsync(blobs, manifest, page, cancellationToken),
            cancellationToken
        );

    private static Task<IResult> RejectsAsync(
        string id,
        string? offset,
        string? limit,
        IDatasetStore datasets,
        IBlobStore blobs,
        CancellationToken cancellationToken
    ) =>
        PageAsync(
            id,
            PageQuery.Read(offset, limit),
            datasets,
            async (manifest, page) =>
                manifest.RejectsPath is { } path
                    ? await RejectReader.ReadAsync(blobs, path, cancellationToken).ToPageAsync(page, cancellationToken)
                    : new Page<Reject>([], null),
            cancellationToken
        );

    private static async Task<IResult> PageAsync<T>(
        string id,
        (PageQuery Page, IResult? Problem) query,
        IDatasetStore datasets,
        Func<DatasetManifest, PageQuery, Task<Page<T>>> read,
        CancellationToken cancellationToken
    )
    {
        if (query.Problem is { } problem)
        {
            return problem;
        }

        return await datasets.FindAsync(id, cancellationToken) is { } manifest
            ? TypedResults.Ok(await read(manifest, query.Page))
            : NotFound(id);
    }

    private static async Task<IResult> LineageAsync(
        string id,
        IDatasetStore datasets,
        DatasetLineage lineage,
        CancellationToken cancellationToken
    )
    {
        if (await datasets.FindAsync(id, cancellationToken) is null)
        {
            return NotFound(id);
        }

        var ancestors = await lineage.AncestorsAsync(id, cancellationToken).ToListAsync(cancellationToken);
        var descendants = await lineage.DescendantsAsync(id, cancellationToken);
        var trained = await lineage.ModelsTrainedOnAsync(id, cancellationToken);
        return TypedResults.Ok(
            new LineageReport(
                id,
                [.. ancestors.Skip(1).Select(LineageNode.From)],
                [.. descendants.Skip(1).Select(LineageNode.From)],
                trained
            )
        );
    }

    private static IResult NotFound(string id) => ApiProblem.NotFound("dataset", id);
}
