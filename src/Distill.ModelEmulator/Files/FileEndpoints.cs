using Distill.ModelEmulator.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.ModelEmulator.Files;

/// <summary><c>/v1/files</c>.</summary>
internal static class FileEndpoints
{
    private static readonly string[] Purposes = ["fine-tune", "batch", "assistants", "user_data", "evals", "vision"];

    /// <summary>Adds the routes.</summary>
    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/files", UploadAsync);
        routes.MapGet("/files", List);
        routes.MapGet("/files/{id}", (string id, FileCatalogue files) => Results.Json(files.Get(id), Json.Options));
        routes.MapGet("/files/{id}/content", Content);
        routes.MapDelete("/files/{id}", Delete);
    }

    private static async Task<IResult> UploadAsync(HttpRequest request, FileCatalogue files, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            throw ApiException.Invalid("Files are uploaded as multipart/form-data with the parts 'purpose' and 'file'.");
        }

        var form = await ReadFormAsync(request, cancellationToken);
        var purpose = form["purpose"].ToString();
        if (!Purposes.Contains(purpose))
        {
            throw ApiException.Invalid($"'purpose' must be one of {string.Join(", ", Purposes)}.", "purpose");
        }

        var file =
            form.Files.GetFile("file")
            ?? throw ApiException.Invalid("You must provide the part 'file'.", "file", "missing_required_parameter");
        await using var content = file.OpenReadStream();
        return Results.Json(await files.AddAsync(Path.GetFileName(file.FileName), purpose, content, cancellationToken), Json.Options);
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw ApiException.Invalid($"The form cannot be read: {exception.Message}", "file");
        }
    }

    private static IResult List(FileCatalogue files, string? purpose, string? after, int limit = 10_000)
    {
        var matching = files.All.Where(file => purpose is null || file.Purpose == purpose);
        return Results.Json(Paging.Page(matching, file => file.Id, after, limit), Json.Options);
    }

    private static IResult Content(string id, FileCatalogue files) => Results.Stream(files.Open(id), "application/octet-stream");

    private static IResult Delete(string id, FileCatalogue files)
    {
        files.Delete(id);
        return Results.Json(
            new
            {
                id,
                @object = "file",
                deleted = true,
            },
            Json.Options
        );
    }
}
