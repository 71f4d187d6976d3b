using Distill.LocalHost.Triggers.Discovery;
using Distill.LocalHost.Triggers.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.LocalHost.Triggers.Http;

/// <summary>Serves HTTP functions by route and methods. The route prefix is empty, as in the app's <c>host.json</c>.</summary>
internal static class HttpFunctionEndpoints
{
    /// <summary>Maps every HTTP function but those named in <paramref name="except"/>.</summary>
    public static void MapHttpFunctions(this IEndpointRouteBuilder endpoints, FunctionCatalog catalog, IReadOnlySet<string> except)
    {
        var scopes = endpoints.ServiceProvider.GetRequiredService<IServiceScopeFactory>();
        foreach (var (function, trigger) in catalog.Of<HttpTriggerAttribute>().Where(found => !except.Contains(found.Function.Name)))
        {
            var invoker = new FunctionInvoker(function, scopes);
            var route = trigger.Route ?? function.Name;
            RequestDelegate handler = context => HandleAsync(context, invoker);
            var mapped = trigger.Methods is { Length: > 0 } methods
                ? endpoints.MapMethods(route, methods, handler)
                : endpoints.Map(route, handler);
            mapped.WithDisplayName(function.Name);
        }
    }

    private static async Task HandleAsync(HttpContext context, FunctionInvoker invoker)
    {
        var call = new FunctionCall
        {
            TriggerValue = context.Request,
            Data = new Dictionary<string, object?>(context.Request.RouteValues, StringComparer.OrdinalIgnoreCase),
            Services = context.RequestServices,
        };
        if (await invoker.InvokeAsync(call, context.RequestAborted) is IResult result)
        {
            await result.ExecuteAsync(context);
        }
    }
}
