using Distill.Api.Access;
using Distill.Api.Annotations;
using Distill.Api.Datasets;
using Distill.Api.Feedback;
using Distill.Api.Gateway;
using Distill.Api.Health;
using Distill.Api.Judging;
using Distill.Api.Models;
using Distill.Api.Operations;
using Distill.Api.Privacy;
using Distill.Api.Promotion;
using Distill.Api.Runs;
using Distill.Api.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scalar.AspNetCore;

namespace Distill.Api;

/// <summary>The HTTP API as both hosts serve it.</summary>
public static class DistillApiEndpoints
{
    /// <summary>Turns failures and empty error answers into problem details. Comes first in a pipeline.</summary>
    public static IApplicationBuilder UseDistillApiErrors(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                StatusCodeSelector = failure =>
                    failure is BadHttpRequestException request ? request.StatusCode : StatusCodes.Status500InternalServerError,
            }
        );
        return app.UseStatusCodePages();
    }

    /// <summary>Maps every route group, the OpenAPI document (<c>/openapi/v1.json</c>) and its reader (<c>/docs</c>).</summary>
    public static IEndpointRouteBuilder MapDistillApi(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<ApiOptions>>().Value;
        HealthEndpoints.Map(endpoints);
        RunEndpoints.Map(endpoints, options);
        DatasetEndpoints.Map(endpoints);
        InsightEndpoints.Map(endpoints);
        OperationEndpoints.Map(endpoints);
        UploadEndpoints.Map(endpoints, options);
        ModelEndpoints.Map(endpoints);
        GatewayEndpoints.Map(endpoints);
        FeedbackEndpoints.Map(endpoints);
        AnnotationEndpoints.Map(endpoints, options);
        JudgeTemplateEndpoints.Map(endpoints);
        AliasEndpoints.Map(endpoints);
        RolloutEndpoints.Map(endpoints);
        PrivacyEndpoints.Map(endpoints);
        endpoints.MapOpenApi().RequireAuthorization(AccessPolicies.Read);
        endpoints
            .MapScalarApiReference("/docs", reference => reference.WithTitle("Distill API").DisableDefaultFonts())
            .RequireAuthorization(AccessPolicies.Read);
        return endpoints;
    }
}
