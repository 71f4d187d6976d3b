using Distill.Api.Access;
using Distill.Api.Promotion;
using Distill.Core.Models;
using Distill.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Models;

/// <summary>The configured models and the students that runs have trained.</summary>
internal static class ModelEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/api/models", ListAsync)
            .WithTags("Models")
            .RequireAuthorization(AccessPolicies.Read)
            .WithSummary("Configured models, without secrets, the versions that runs have trained, newest first, and what is online.");

    private static async Task<Ok<ModelList>> ListAsync(
        IModelCatalog catalog,
        IModelRegistry registry,
        CurrentAliases aliases,
        CancellationToken cancellationToken
    )
    {
        var configured = catalog.Entries.Values.OrderBy(model => model.Name, StringComparer.Ordinal).Select(ConfiguredModel.From).ToList();
        var trained = await registry.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ModelList(configured, trained, await aliases.ListAsync(cancellationToken)));
    }
}
