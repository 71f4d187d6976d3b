using Distill.Api.Access;
using Distill.Api.Problems;
using Distill.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Uploads;

/// <summary>Takes files in: the sources of runs, and uploads that start a pipeline by themselves.</summary>
internal static class UploadEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, ApiOptions options)
    {
        var group = endpoints
            .MapGroup("/api")
            .WithTags("Uploads")
            .RequireAuthorization(AccessPolicies.Operate)
            .WithMetadata(new RequestSizeLimitAttribute(options.MaxUploadBytes));
        Describe(group.MapPut("/sources/{name}", PutSourceAsync))
            .WithSummary("Stores a file under the hash of its content; a run's source.blob names the path in the answer.")
            .WithDescription("With a Content-Digest header (sha-256) the body is checked against it and not buffered on the way.");
        Describe(group.MapPut("/uploads/{pipeline}/{name}", PutUploadAsync))
            .WithSummary("Stores a file that the blob trigger imports. If-None-Match: * and If-Match are honoured.")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint) =>
        endpoint
            .Accepts<Stream>("application/octet-stream")
            .Produces<UploadedBlob>()
            .Produces<UploadedBlob>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<IResult> PutSourceAsync(
        string name,
        HttpRequest request,
        SourceUpload sources,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var expected = ContentDigest.Read(request);
            var (stored, created) = expected is null
                ? await sources.StoreAsync(name, request.Body, cancellationToken)
                : await sources.StoreCheckedAsync(name, expected, request.Body, cancellationToken);
            return Answer(stored, created);
        }
        catch (FormatException failure)
        {
            return ApiProblem.Invalid(ContentDigest.Header, failure.Message);
        }
        catch (ArgumentException failure)
        {
            return ApiProblem.Invalid("name", failure.Message);
        }
    }

    private static async Task<IResult> PutUploadAsync(
        string pipeline,
        string name,
        HttpRequest request,
        IBlobStore blobs,
        CancellationToken cancellationToken
    )
    {
        var path = $"uploads/{pipeline}/{name}";
        try
        {
            var existed = await blobs.FindAsync(path, cancellationToken) is not null;
            await using var write = await blobs.CreateAsync(path, Condition(request), cancellationToken);
            var (length, sha256) = await HashedCopy.CopyAsync(request.Body, write.Content, cancellationToken);
            var properties = await write.CommitAsync(cancellationToken);
            request.HttpContext.Response.Headers.ETag = EntityTag.Quote(properties.ETag);
            return Answer(new UploadedBlob(path, length, sha256), !existed);
        }
        catch (StoreConflictException failure)
        {
            return ApiProblem.PreconditionFailed(failure.Message);
        }
        catch (ArgumentException failure)
        {
            return ApiProblem.Invalid("name", failure.Message);
        }
    }

    private static IResult Answer(UploadedBlob stored, bool created) =>
        created ? TypedResults.Json(stored, ApiJson.Options, statusCode: StatusCodes.Status201Created) : TypedResults.Ok(stored);

    private static BlobCondition Condition(HttpRequest request)
    {
        if (request.Headers.IfNoneMatch == "*")
        {
            return BlobCondition.Absent;
        }

        return EntityTag.Expected(request) is { } version ? BlobCondition.Match(version) : default;
    }
}
