using Distill.ModelEmulator.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.ModelEmulator.Models;

/// <summary><c>/v1/models</c>.</summary>
internal static class ModelEndpoints
{
    /// <summary>Adds the routes.</summary>
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/models",
            (ModelCatalogue catalogue) => Results.Json(Json.List([.. catalogue.All.Select(model => model.ToBody())]), Json.Options)
        );
        routes.MapGet("/models/{id}", (string id, ModelCatalogue catalogue) => Results.Json(catalogue.Get(id).ToBody(), Json.Options));
    }
}
