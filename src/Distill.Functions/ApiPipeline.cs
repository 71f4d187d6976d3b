using Distill.Api;
using Distill.Api.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Distill.Functions;

/// <summary>The request pipeline of the HTTP API, built once and run inside the catch-all function. Thread-safe.</summary>
public sealed class ApiPipeline
{
    private readonly RequestDelegate _pipeline;

    /// <summary>Builds the pipeline of the same endpoints that the local host maps.</summary>
    /// <param name="services">Services of the app.</param>
    public ApiPipeline(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseDistillApiErrors();
        app.UseRouting();
        app.UseDistillAccess();
        app.UseEndpoints(endpoints => endpoints.MapDistillApi());
        _pipeline = app.Build();
    }

    /// <summary>Serves a request.</summary>
    public async Task RunAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (endpoint, values) = (context.GetEndpoint(), context.Request.RouteValues);
        try
        {
            // The worker has matched the catch-all function already; routing would leave it at that.
            context.SetEndpoint(null);
            context.Request.RouteValues = [];
            await _pipeline(context);
        }
        finally
        {
            context.SetEndpoint(endpoint);
            context.Request.RouteValues = values;
        }
    }
}
