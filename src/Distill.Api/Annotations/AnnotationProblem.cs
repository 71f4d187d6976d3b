using Distill.Api.Problems;
using Distill.Core.Annotation;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Annotations;

/// <summary>Refusals of the annotation desk as problem details; the field <c>reason</c> has the stable short one.</summary>
internal static class AnnotationProblem
{
    public static IResult Of(AnnotationRefusal refusal)
    {
        var status = refusal.Reason switch
        {
            AnnotationRefusal.NotFound => StatusCodes.Status404NotFound,
            AnnotationRefusal.Changed => StatusCodes.Status412PreconditionFailed,
            AnnotationRefusal.InvalidChoice => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        };
        return TypedResults.Problem(
            statusCode: status,
            title: "The task does not allow this.",
            detail: refusal.Message,
            extensions: new Dictionary<string, object?> { ["reason"] = refusal.Reason }
        );
    }

    public static IResult NoProject(string id) => ApiProblem.NotFound("annotation project", id);
}
