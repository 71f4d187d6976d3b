using Distill.Api.Problems;
using Distill.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Runs;

/// <summary>Serves the reports of runs.</summary>
internal static class RunReports
{
    // A report is one file with inline styles and pictures; it needs no script, no frame and no other host.
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["html"] = "text/html; charset=utf-8",
        ["md"] = "text/markdown; charset=utf-8",
        ["json"] = "application/json",
        ["decision"] = "application/json",
        ["verdicts"] = "application/jsonl; charset=utf-8",
        ["calibration"] = "application/jsonl; charset=utf-8",
        ["samples"] = "application/jsonl; charset=utf-8",
    };

    public static async Task<IResult> GetAsync(
        string id,
        string format,
        HttpContext context,
        IRunStore runs,
        IBlobStore blobs,
        CancellationToken cancellationToken
    )
    {
        if (!Types.TryGetValue(format, out var type))
        {
            return ApiProblem.NotFound(
                "report format (html, md, json, samples; of an evaluation also verdicts, calibration and decision)",
                format
            );
        }

        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            return ApiProblem.NotFound("run", id);
        }

        if (!run.Value.Reports.TryGetValue(format, out var path))
        {
            return ApiProblem.NotFound($"{format} report yet of the run", id);
        }

        try
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            return TypedResults.Stream(await blobs.OpenReadAsync(path, 0, cancellationToken), type);
        }
        catch (BlobNotFoundException)
        {
            return ApiProblem.NotFound("blob", path);
        }
    }
}
