using Distill.Api.Access;
using Distill.Api.Problems;
using Distill.Core.Judging.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Judging;

/// <summary>The library of judge prompts.</summary>
internal static class JudgeTemplateEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/judge-templates").WithTags("Judging").RequireAuthorization(AccessPolicies.Read);
        group
            .MapGet("/", () => TypedResults.Ok(JudgePresets.All))
            .WithSummary("Preset judge prompts, English and Chinese, with their placeholders and dimensions.")
            .Produces<IReadOnlyList<JudgePreset>>();
        group
            .MapGet("/{name}", Get)
            .WithSummary("One preset; its text can be copied, changed and sent as 'template' of an evaluation.")
            .Produces<JudgePreset>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Get(string name) =>
        JudgePresets.Find(name) is { } preset ? TypedResults.Ok(preset) : ApiProblem.NotFound("judge template", name);
}
