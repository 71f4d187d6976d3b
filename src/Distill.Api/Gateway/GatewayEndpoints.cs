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
            .WithSummary("Embeddings as OpenAI defines them, passed through.");
        group.MapGet("/models", ListAsync).WithSummary("Aliases and configured models, as OpenAI lists models.");
    }

    private static async Task<IResult> ListAsync([FromServices] RouteTable routes, CancellationToken cancellationToken)
    {
        var names = await routes.ListAsync(cancellationToken);
        return TypedResults.Ok(new ListedModels([.. names.Select(ListedModel.From)]));
    }
}
