using Distill.Api.Access;
using Distill.Api.Problems;
using Distill.Core.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Promotion;

/// <summary>The gateway's aliases, to be looked at. Rollouts change them.</summary>
internal static class AliasEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/aliases").WithTags("Promotion").RequireAuthorization(AccessPolicies.Read);
        group
            .MapGet("", async (CurrentAliases aliases, CancellationToken token) => TypedResults.Ok(await aliases.ListAsync(token)))
            .WithSummary("What stands behind the gateway's aliases now, by name.");
        group
            .MapGet("/{name}", GetAsync)
            .WithSummary("What stands behind one alias now.")
            .Produces<ModelAlias>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> GetAsync(string name, CurrentAliases aliases, CancellationToken cancellationToken) =>
        await aliases.FindAsync(name, cancellationToken) is { } alias ? TypedResults.Ok(alias) : ApiProblem.NotFound("alias", name);
}
