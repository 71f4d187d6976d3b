using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Annotations;

/// <summary>Annotation: projects, tasks, work on them, figures, export.</summary>
internal static class AnnotationEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, ApiOptions options)
    {
        var group = endpoints.MapGroup("/api/annotations").WithTags("Annotation").ProducesProblem(StatusCodes.Status400BadRequest);
        AnnotationProjectEndpoints.Map(group);
        AnnotationTaskEndpoints.Map(group, options);
        AnnotationWorkEndpoints.Map(group);
        AnnotationRoundEndpoints.Map(group);
    }
}
