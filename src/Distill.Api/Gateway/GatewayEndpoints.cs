using Distill.Api.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>The routes that clients of OpenAI's API use.</summary>
internal static class GatewayEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var handler = endpoints.ServiceProvider.GetRequiredService<GatewayHandler>();
        // One byte more, so that it is the gateway that refuses, in the shape its clients read.
        var limit = new RequestSizeLimitAttribute(
            endpoints.ServiceProvider.GetRequiredService<IOptions<GatewayOptions>>().Value.MaxRequestBytes + 1L
        );
        var group = endpoints.MapGroup("/v1").WithTags("Gateway").RequireAuthorization(AccessPolicies.Gateway);
        group
            .MapPost("/chat/completions", (RequestDelegate)handler.ChatAsync)
            .WithMetadata(limit)
            .WithSummary("Chat completions as OpenAI defines them, streamed or not; 'model' is an alias or a configured model.");
        group
            .MapPost("/embeddings", (RequestDelegate)handler.EmbeddingsAsync)
            .WithMetadata(limit)
            .WithSummary("Embeddings as OpenAI defines them.");
        group.MapGet("/models", ListAsync).WithSummary("Aliases and configured models, as OpenAI lists models.");
        group.Map("/{**path}", UnknownAsync).ExcludeFromDescription();
    }

    // Without it a caller of the gateway would be told that its role does not suffice for a path that is not there.
    private static Task UnknownAsync(HttpContext context, [FromServices] EndpointDataSource endpoints)
    {
        var methods = endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => context.Request.Path.Equals(endpoint.RoutePattern.RawText, StringComparison.OrdinalIgnoreCase))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        // A route that takes the method was passed over for the type of the body.
        context.Response.StatusCode =
            methods.Length == 0 ? StatusCodes.Status404NotFound
            : methods.Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase) ? StatusCodes.Status415UnsupportedMediaType
            : StatusCodes.Status405MethodNotAllowed;
        if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
        }

        // The body is written by whoever writes those of other refusals.
        return Task.CompletedTask;
    }

    private static async Task<IResult> ListAsync([FromServices] RouteTable routes, CancellationToken cancellationToken)
    {
        var names = await routes.ListAsync(cancellationToken);
        return TypedResults.Ok(new ListedModels([.. names.Select(ListedModel.From)]));
    }
}
