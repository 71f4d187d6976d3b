using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.ModelEmulator.Files;
using Distill.ModelEmulator.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.ModelEmulator.Batches;

/// <summary><c>/v1/batches</c>, for chat completions.</summary>
internal static class BatchEndpoints
{
    private const string Endpoint = "/v1/chat/completions";
    private const int SecondsADay = 86_400;

    /// <summary>Adds the routes.</summary>
    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/batches", CreateAsync);
        routes.MapGet("/batches", List);
        routes.MapGet("/batches/{id}", (string id, BatchStore batches) => Results.Json(batches.Get(id), Json.Options));
        routes.MapPost("/batches/{id}/cancel", CancelAsync);
    }

    private static async Task<IResult> CreateAsync(
        HttpRequest request,
        BatchStore batches,
        BatchRunner runner,
        FileCatalogue files,
        TimeProvider timeProvider,
        CancellationToken cancellationToken
    )
    {
        using var document = await Json.ReadBodyAsync(request, cancellationToken);
        var body = document.RootElement;
        var file = body.RequiredString("input_file_id");
        if (!files.Contains(file))
        {
            throw ApiException.Invalid($"There is no file {file}.", "input_file_id", "file_not_found");
        }

        if (body.RequiredString("endpoint") != Endpoint)
        {
            throw ApiException.Invalid($"The emulator runs batches of {Endpoint} only.", "endpoint");
        }

        var now = timeProvider.GetUtcNow().ToUnixTimeSeconds();
        var batch = new Batch
        {
            Id = $"batch_{Guid.NewGuid():N}",
            Endpoint = Endpoint,
            InputFileId = file,
            CompletionWindow = body.RequiredString("completion_window"),
            Status = "validating",
            CreatedAt = now,
            ExpiresAt = now + SecondsADay,
            Metadata = body.Find("metadata") is { ValueKind: JsonValueKind.Object } metadata ? JsonObject.Create(metadata.Clone()) : null,
        };
        await batches.AddAsync(batch);
        runner.Enqueue(batch.Id);
        return Results.Json(batch, Json.Options);
    }

    private static IResult List(BatchStore batches, string? after, int limit = 20) =>
        Results.Json(Paging.Page(batches.All, batch => batch.Id, after, limit), Json.Options);

    private static async Task<IResult> CancelAsync(string id, BatchStore batches, TimeProvider timeProvider) =>
        Results.Json(
            await batches.UpdateAsync(
                id,
                batch => batch with { Status = "cancelling", CancellingAt = timeProvider.GetUtcNow().ToUnixTimeSeconds() }
            ),
            Json.Options
        );
}
