using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.ModelEmulator.Files;
using Distill.ModelEmulator.Models;
using Distill.ModelEmulator.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.ModelEmulator.FineTuning;

/// <summary><c>/v1/fine_tuning/jobs</c>.</summary>
internal static class JobEndpoints
{
    private const int LongestSuffix = 64;

    /// <summary>Adds the routes.</summary>
    public static void MapFineTuning(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/fine_tuning/jobs");
        jobs.MapPost("", CreateAsync);
        jobs.MapGet("", List);
        jobs.MapGet("/{id}", (string id, JobStore store) => Results.Json(store.Get(id).Job, Json.Options));
        jobs.MapPost("/{id}/cancel", CancelAsync);
        jobs.MapGet("/{id}/events", Events);
        jobs.MapGet("/{id}/checkpoints", Checkpoints);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        JobStore store,
        JobRunner runner,
        JobLog log,
        FileCatalogue files,
        ModelCatalogue models,
        KeyCheck keys
    )
    {
        using var document = await Json.ReadBodyAsync(context.Request, context.RequestAborted);
        var body = document.RootElement;
        var model = body.RequiredString("model");
        var student = models.GetStudent(model);
        keys.Require(context.Request, student);
        var job = new FineTuningJob
        {
            Id = $"ftjob-{Guid.NewGuid():N}",
            Model = model,
            CreatedAt = log.Now,
            Status = JobStatus.ValidatingFiles,
            TrainingFile = RequireFile(files, body.RequiredString("training_file"), "training_file"),
            ValidationFile = body.OptionalString("validation_file") is { } file ? RequireFile(files, file, "validation_file") : null,
            Hyperparameters = Hyperparameters.Read(body),
            Seed = body.OptionalInteger("seed", 0, int.MaxValue) ?? student.Seed,
            UserProvidedSuffix = ReadSuffix(body),
            Metadata = body.Find("metadata") is { ValueKind: JsonValueKind.Object } metadata ? JsonObject.Create(metadata.Clone()) : null,
        };
        await store.AddAsync(job, log.Message($"Created fine-tuning job: {job.Id}"));
        runner.Enqueue(job.Id);
        return Results.Json(job, Json.Options);
    }

    private static string RequireFile(FileCatalogue files, string id, string param) =>
        files.Contains(id) ? id : throw ApiException.Invalid($"invalid {param}: {id}: no such file", param, "file_not_found");

    private static string? ReadSuffix(JsonElement body)
    {
        var suffix = body.OptionalString("suffix");
        return suffix is null || (suffix.Length <= LongestSuffix && suffix.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            ? suffix
            : throw ApiException.Invalid($"'suffix' must be at most {LongestSuffix} letters, digits, '-', '_' or '.'.", "suffix");
    }

    private static IResult List(JobStore store, string? after, int limit = 20) =>
        Results.Json(Paging.Page(store.All.Select(stored => stored.Job), job => job.Id, after, limit), Json.Options);

    private static async Task<IResult> CancelAsync(string id, JobStore store, JobRunner runner)
    {
        await runner.CancelAsync(id);
        return Results.Json(store.Get(id).Job, Json.Options);
    }

    private static IResult Events(string id, JobStore store, string? after, int limit = 20) =>
        Results.Json(Paging.Page(store.Get(id).Events.Reverse(), item => item.Id, after, limit), Json.Options);

    private static IResult Checkpoints(string id, JobStore store, string? after, int limit = 10) =>
        Results.Json(Paging.Page(store.Get(id).Checkpoints.Reverse(), item => item.Id, after, limit), Json.Options);
}
